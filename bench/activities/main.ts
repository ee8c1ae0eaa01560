import { parseArgs } from 'node:util';
import { type Connection, connect, timeline, TimelineService } from '@gong-timeline/client';
import { Database } from '@gong-timeline/persistence';
import { Agent, request } from 'undici';
import { measure } from '../xlsx/watch-memory';
import { load, type Load } from './callers';
import { companyGsid, fillTimeline } from './fill-timeline';
import { type BenchSystem, startBenchSystem } from './system';

const TENANT_ID = 'bench';
const PAGE = 50;
/** Flat: the last quarter of a stream needs no more than so many times the memory of the first. */
const AIMS = { ratio: 2, p99Ms: 20, growth: 1.2 };

/**
 * `npm run bench:activities -- [--activities 1000000] [--callers 32] [--seconds 15]`: the list of Activities by company, 50 a
 * page, over HTTP and gRPC through the gateway, beside the bare statement; then all Activities as one gRPC stream.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      activities: { type: 'string', default: '1000000' },
      callers: { type: 'string', default: '32' },
      seconds: { type: 'string', default: '15' },
    },
  });
  const [activities, callers, seconds] = [values.activities, values.callers, values.seconds].map(Number) as [
    number,
    number,
    number,
  ];
  const system = await startBenchSystem(TENANT_ID);
  const grpc = connect({ address: system.grpcAddress, token: system.token });
  try {
    const from = performance.now();
    await fillTimeline(system.superuserUrl, TENANT_ID, activities);
    say(
      `${activities.toLocaleString('en')} Activities, written in ${((performance.now() - from) / 1000).toFixed(0)} s`,
    );
    for (const crowd of [1, callers]) await lists(system, grpc, crowd, seconds);
    await stream(system, grpc, activities);
  } finally {
    grpc.close();
    await system.stop();
  }
}

/** The statement of the list, as its store has it, without anything around it. */
const BARE = `SELECT started_at::text, activity_id, body FROM activities
               WHERE tenant_id = $1 AND standing = 'on-timeline' AND company_gsid = $3
               ORDER BY started_at DESC, activity_id DESC LIMIT $2`;

async function lists(system: BenchSystem, grpc: Connection, callers: number, seconds: number): Promise<void> {
  const database = await Database.connect({
    url: system.applicationUrl,
    schema: 'timeline_writer',
    applicationName: 'bench',
  });
  const agent = new Agent({ connections: callers });
  const headers = { authorization: `Bearer ${system.token}` };
  try {
    const tenant = database.within(TENANT_ID);
    const bare = await load(callers, seconds, (n) => tenant.query(BARE, [TENANT_ID, PAGE + 1, companyGsid(n)]));
    const http = await load(callers, seconds, async (n) => {
      const url = `${system.url}/api/companies/${companyGsid(n)}/activities?limit=${PAGE}`;
      const { statusCode, body } = await request(url, { headers, dispatcher: agent });
      const { items } = (await body.json()) as { items: unknown[] };
      if (statusCode !== 200 || items.length !== PAGE) throw new Error(`HTTP answered ${statusCode}`);
    });
    const rpc = await load(callers, seconds, async (n) => {
      const asked = timeline.ListActivitiesRequest.create({ companyGsid: companyGsid(n), pageSize: PAGE });
      const { activities } = await grpc.call(TimelineService.listActivities, asked);
      if (activities.length !== PAGE) throw new Error(`gRPC answered ${activities.length} Activities`);
    });
    say(`${callers} caller${callers === 1 ? '' : 's'} at once, ${PAGE} a page, by company`);
    for (const [name, each] of [
      ['bare SQL', bare],
      ['HTTP', http],
      ['gRPC', rpc],
    ] as const)
      say(`  ${line(name, each, bare)}`);
  } finally {
    await agent.close();
    await database.close();
  }
}

async function stream(system: BenchSystem, grpc: Connection, activities: number): Promise<void> {
  const { gateway, timelineWriter } = system.pids;
  const read = async (): Promise<number> => {
    let seen = 0;
    for await (const _ of grpc.stream(TimelineService.streamActivities, { since: '', follow: false })) seen += 1;
    return seen;
  };
  const owner = await measure(timelineWriter, () => measure(gateway, read));
  const through = owner.result;
  if (through.result !== activities) throw new Error(`The stream told ${through.result} of ${activities} Activities`);
  const perSecond = Math.round(activities / owner.seconds).toLocaleString('en');
  say(`one stream of all: ${owner.seconds.toFixed(1)} s, ${perSecond} Activities/s`);
  for (const [name, { peakMb, quarterMb, cpuSeconds }] of [
    ['timeline-writer', owner],
    ['gateway', through],
  ] as const) {
    const quarters = quarterMb.map((mb) => mb.toFixed(0)).join(', ');
    const growth = (quarterMb.at(-1) ?? Number.NaN) / (quarterMb[0] ?? Number.NaN);
    const verdict = growth <= AIMS.growth ? 'yes' : 'NO';
    say(
      `  ${name}: peak ${peakMb.toFixed(0)} MB, by quarter ${quarters} (aim: flat) ${verdict}; CPU ${cpuSeconds.toFixed(1)} s`,
    );
  }
}

const line = (name: string, { perSecond, p50Ms, p99Ms }: Load, bare: Load): string => {
  const ratio = p50Ms / bare.p50Ms;
  const aims =
    name === 'bare SQL'
      ? ''
      : `; ${ratio.toFixed(1)} times the bare statement (aim: ${AIMS.ratio}) ${ratio <= AIMS.ratio ? 'yes' : 'NO'}; p99 (aim: ${AIMS.p99Ms} ms) ${p99Ms <= AIMS.p99Ms ? 'yes' : 'NO'}`;
  return `${name.padEnd(8)} ${perSecond.toFixed(0).padStart(5)}/s, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms${aims}`;
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
