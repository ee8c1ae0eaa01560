import { connect } from '@gong-timeline/client';
import { throughBareHops } from './bare-hops';
import { PAGE } from './bare-statement';
import { atRate, crowd, warmUp } from './callers';
import { compare } from './compare';
import { fillTimeline } from './fill-timeline';
import { readOptions } from './options';
import { reportCompared } from './report';
import { reportStreamed, streamAll, streamSlowly } from './stream';
import { bareSql, overGrpc, overHttp, type Surface } from './surfaces';
import { startBenchSystem } from './system';
import { TENANT_ID } from './tenant-id';

/** Pages of each kind: V8 has compiled a service's way of a page for good after some thousands. */
const WARM_UP = 6_000;
/** Of what the slower of HTTP and gRPC can do at most: as a system is driven that is to answer quickly. */
const SHARE = 0.5;

/**
 * `npm run bench:activities -- [--activities 1000000] [--callers 32] [--seconds 5] [--rounds 5] [--data <folder>]
 * [--profile <folder>]`: the list of Activities by company, 50 a page, over HTTP and gRPC through the gateway, beside the
 * bare statement, and beside two processes that do nothing else than hand it on: all callers at once, then at a fixed rate; then all Activities as one gRPC stream.
 */
async function main(): Promise<void> {
  const { activities, callers, seconds, rounds, profile, data } = readOptions(process.argv.slice(2));
  const system = await startBenchSystem({ data, profile });
  const grpc = connect({ address: system.grpcAddress, token: system.token });
  const surfaces: Surface[] = [];
  try {
    const filled = await fillTimeline(system.superuserUrl, TENANT_ID, activities);
    say(
      `${activities.toLocaleString('en')} Activities, ${filled === 0 ? 'there already' : `written in ${filled} s`}\n`,
    );
    surfaces.push(
      await bareSql(system),
      await throughBareHops(system, callers),
      overHttp(system, callers),
      overGrpc(grpc),
    );

    for (const { ask } of surfaces) await warmUp(callers, WARM_UP, ask);
    const closed = await compare(surfaces, system.pids, rounds, ({ ask }) => crowd(callers, seconds, ask));
    say(reportCompared(`${callers} callers at once, ${PAGE} a page, by company`, closed, true));

    const perSecond = SHARE * Math.min(...closed.surfaces.map((each) => each.perSecond));
    const paced = await compare(surfaces, system.pids, rounds, ({ ask }) => atRate(perSecond, seconds, ask));
    say(
      reportCompared(`${perSecond.toFixed(0)} a second, half of what the slowest can do, ${PAGE} a page`, paced, false),
    );

    const streamed = await streamAll(system, grpc, activities);
    say(reportStreamed('one gRPC stream of all', streamed));
    if (streamed.seen !== activities) throw new Error(`The stream told ${streamed.seen} of ${activities} Activities`);
    say(reportStreamed('a slow reader', await streamSlowly(system, grpc)));
  } finally {
    await Promise.all(surfaces.map((surface) => surface.close()));
    grpc.close();
    await system.stop();
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
