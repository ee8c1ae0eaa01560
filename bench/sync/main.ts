import { setTimeout as pause } from 'node:timers/promises';
import { getJob, type Job, saveSyncSettings } from '@gong-timeline/contracts';
import { type System, startSystem, type Tenant } from '@gong-timeline/e2e';
import { copyBaseline } from './copy-baseline';
import { describeMachine, machineUsage } from './machine-usage';
import { readOptions } from './options';
import { printReport } from './report';
import { ProcessWatch } from './watch-processes';

/**
 * `npm run bench:sync -- [--calls 20000] [--tenants 4] [--limited] [--profile <folder>]`: calls from the simulator to Activities and outcomes,
 * everything on this machine: simulator, services, Kafka, PostgreSQL.
 */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const each = Math.floor(options.calls / options.tenants);
  const names = Array.from({ length: options.tenants }, (_, nth) => `bench-${nth + 1}`);
  const system = await startSystem({
    companies: names.map((name) => `${name}:${each}:60d:clean`).join(','),
    env: {
      ...ownServers(),
      // As an installation has it; specs look more often.
      JOB_POLL_MS: '1000',
      ...(options.limited ? {} : { GONG_REQUESTS_PER_SECOND: '100000', GONG_REQUESTS_PER_DAY: '100000000' }),
    },
    nodeOptions: [
      ...options.nodeOptions,
      ...(options.profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`]),
    ],
    simulator: options.limited ? {} : { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
  });
  try {
    const tenants: Tenant[] = [];
    for (const name of names) tenants.push(await system.connectTenant(name, name));
    await pause(4000);
    const watch = new ProcessWatch(pidsOf(system));
    const before = machineUsage();
    const began = Date.now();
    const jobIds = await Promise.all(tenants.map(start));
    const progress = await follow(tenants, jobIds);
    const processes = watch.end();
    const machine = describeMachine(
      before,
      machineUsage(),
      processes.reduce((sum, each) => sum + each.cpuSeconds, 0),
    );
    const seconds = (progress.endedAt - began) / 1000;
    const copy = await copyBaseline(system.stack.servers.databaseUrl);
    const stats = (await (await fetch(`${system.simulatorUrl}/simulator/stats`)).json()) as unknown;
    printReport({
      options,
      jobs: progress.jobs,
      samples: progress.samples,
      began,
      seconds,
      processes,
      copy,
      stats,
      machine,
    });
  } finally {
    await system.stop();
  }
}

/** Servers of one's own are measured from outside only: their processes may be elsewhere. */
function ownServers(): Record<string, string> {
  const { DATABASE_URL, KAFKA_BROKERS } = process.env;
  return { ...(DATABASE_URL && { DATABASE_URL }), ...(KAFKA_BROKERS && { KAFKA_BROKERS }) };
}

const pidsOf = ({ stack }: System): ReadonlyMap<string, number> =>
  new Map([
    ...stack.children.map((child) => [child.name, child.pid ?? 0] as const),
    ...Object.entries(stack.servers.pids).map(([name, pid]) => [name, pid ?? 0] as const),
  ]);

async function start({ gateway, connectionId }: Tenant): Promise<string> {
  const { job } = await gateway.call(saveSyncSettings, {
    ifMatch: '*',
    params: { connectionId },
    body: {
      enabled: true,
      activityTypeId: 'meeting',
      intervalHours: 4,
      lookBackDays: 3,
      firstRunDays: 95,
      matchDomains: false,
      includeNotes: true,
    },
  });
  if (job === null) throw new Error('Save started no sync.');
  return job.jobId;
}

export interface Sample {
  readonly at: number;
  readonly done: number;
}

async function follow(tenants: readonly Tenant[], jobIds: readonly string[]) {
  const samples: Sample[] = [];
  for (;;) {
    const jobs = await Promise.all(tenants.map(({ gateway }, nth) => readJob(gateway, jobIds[nth] as string)));
    const known = jobs.filter((job): job is Job => job !== null);
    samples.push({ at: Date.now(), done: known.reduce((sum, job) => sum + doneOf(job), 0) });
    if (known.length === jobs.length && known.every((job) => job.status !== 'Running')) {
      return { jobs: known, samples, endedAt: Date.now() };
    }
    await pause(500);
  }
}

/** A job that was just made reaches the execution log a moment later: until then it is not found. */
async function readJob(gateway: Tenant['gateway'], jobId: string): Promise<Job | null> {
  try {
    return await gateway.call(getJob, { params: { jobId } });
  } catch (error) {
    if (String(error).includes('(not-found')) return null;
    throw error;
  }
}

export const doneOf = ({ counts }: Job): number =>
  counts.created + counts.updated + counts.unchanged + counts.skipped + counts.failed + counts.waiting;

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
