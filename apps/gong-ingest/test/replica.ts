import { randomUUID } from 'node:crypto';
import type { SyncSettingsInput } from '@gong-timeline/contracts';
import { connectionActivated } from '@gong-timeline/contracts';
import type { Trigger } from '@gong-timeline/domain';
import { Database, migrate, readOutbox } from '@gong-timeline/persistence';
import { ProblemError } from '@gong-timeline/runtime';
import { MovedClock } from '@gong-timeline/testing/service';
import { AccessTokens } from '../src/gong/access-tokens';
import { GongClient } from '../src/gong/gong-client';
import { RequestSlots } from '../src/gong/request-slots';
import { type JobRunnerParts, runJob } from '../src/reading/run-job';
import { takeNextJob } from '../src/reading/start-job';
import type { RunningJob } from '../src/reading/write-pages';
import { rememberConnectionOnConnectionActivated } from '../src/remember-connection-on-connection-activated';
import { Scheduler } from '../src/schedule/scheduler';
import { defaultSettings } from '../src/settings/default-settings';
import { findConnection, storeSettings } from '../src/store/connection.store';
import type { Connection } from '../src/store/connection.table';
import { queueJob } from '../src/store/queue-job';
import { migrations, SCHEMA } from '../src/store/migrations';
import { deliver, factOf } from './facts';
import type { GongCompany } from './gong';

/** As a TestDatabase has them. `url` is the superuser's: what a spec looks at, or damages, from outside. */
export interface Home {
  readonly url: string;
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly applicationRole: string;
}

export const makeSchema = ({ ownerUrl, applicationRole }: Omit<Home, 'url'>): Promise<readonly string[]> =>
  migrate({ ownerUrl, schema: SCHEMA, applicationRole, migrations });

export interface ReplicaOptions {
  readonly requestsPerSecond?: number;
  readonly requestsPerDay?: number;
  readonly leaseMs?: number;
  readonly patienceMs?: number;
  readonly waitInHandMs?: number;
  /** The Activity Types of timeline-writer; it is down when null. */
  readonly activityTypes?: () => readonly object[] | null;
  /** Stands between the job and Gong. */
  readonly client?: (client: GongClient) => GongClient;
}

/** One replica of the part that reads: its own pool, clock, memory and HTTP client. */
export interface Replica {
  readonly database: Database;
  /** The same tables, for the spec: no row level security holds it. */
  readonly outside: Database;
  readonly clock: MovedClock;
  readonly parts: JobRunnerParts;
  readonly scheduler: Scheduler;
  readonly logged: readonly string[];
  /** How many tokens it has borrowed. */
  readonly borrowed: readonly (string | null)[];
  take(): Promise<RunningJob | null>;
  run(job: RunningJob, processEnds?: AbortSignal): Promise<void>;
  /** Takes and runs what is due, one after the other, until nothing is. */
  runDue(): Promise<void>;
  /** What was told since the last time, oldest first. */
  told(): Promise<Told[]>;
  close(): Promise<void>;
}

export interface Told {
  readonly type: string;
  readonly tenantId: string;
  readonly correlationId: string;
  readonly data: ReturnType<typeof JSON.parse>;
}

export async function startReplica(
  home: Pick<Home, 'applicationUrl' | 'url'>,
  company: { token(): Promise<string>; readonly apiBaseUrl: string },
  options: ReplicaOptions = {},
): Promise<Replica> {
  const clock = new MovedClock();
  const connect = (url: string, poolSize: number) =>
    Database.connect({ url, schema: SCHEMA, applicationName: 'gong-ingest', clock, poolSize, gated: true });
  const database = await connect(home.applicationUrl, 5);
  const outside = await connect(home.url, 1);
  const logged: string[] = [];
  const record = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const log = { debug: record, info: record, warn: record, error: record } as JobRunnerParts['log'];
  const borrowed: (string | null)[] = [];
  // Stands for connector-auth; its tokens are real ones of the simulator.
  const lender = {
    call: async (_operation: unknown, { body }: { body: { refused: string | null } }) => {
      borrowed.push(body.refused);
      const accessToken = await company.token();
      const { apiBaseUrl } = company;
      const expiresAt = new Date(clock.now().getTime() + 3_600_000).toISOString();
      return { accessToken, fingerprint: accessToken.slice(0, 16), apiBaseUrl, expiresAt };
    },
  } as unknown as ConstructorParameters<typeof AccessTokens>[0];
  const client = new GongClient(clock, undefined, [new URL(company.apiBaseUrl).host]);
  const parts: JobRunnerParts = {
    database,
    gong: {
      client: options.client?.(client) ?? client,
      tokens: new AccessTokens(lender, clock),
      slots: new RequestSlots(database, {
        requestsPerSecond: options.requestsPerSecond ?? 1_000,
        requestsPerDay: options.requestsPerDay ?? 1_000_000,
      }),
      pausesMs: [10, 20],
      waitInHandMs: options.waitInHandMs ?? 5_000,
    },
    timelineWriter: timelineWriterWith(options.activityTypes ?? (() => MEETING)),
    log,
    clock,
    leaseMs: options.leaseMs ?? 30_000,
    patienceMs: options.patienceMs ?? 30 * 60_000,
    count: () => undefined,
  };
  const scheduler = new Scheduler({ database, log, clock, pollMs: 1_000, wakeWorker: () => undefined });
  const owner = randomUUID();
  const inHand = new Set<string>();
  let seen = 0;
  const replica: Replica = {
    database,
    outside,
    clock,
    parts,
    scheduler,
    logged,
    borrowed,
    take: async () => {
      for (;;) {
        const taken = await takeNextJob(database, { owner, ms: parts.leaseMs }, [...inHand]);
        if (taken.kind === 'none') return null;
        if (taken.kind === 'over') continue;
        inHand.add(taken.job.jobId);
        return taken.job;
      }
    },
    run: (job, processEnds = new AbortController().signal) =>
      runJob(parts, job, processEnds).finally(() => inHand.delete(job.jobId)),
    runDue: async () => {
      for (let job = await replica.take(); job !== null; job = await replica.take()) await replica.run(job);
    },
    told: async () => {
      const entries = (await readOutbox(database)).filter(({ position }) => position > seen);
      seen = Math.max(seen, ...entries.map(({ position }) => position));
      return entries as unknown as Told[];
    },
    close: async () => {
      await client.close();
      await outside.close();
      await database.close();
    },
  };
  return replica;
}

const MEETING = [{ id: 'meeting', name: 'Meeting', global: true, active: true }];

const timelineWriterWith = (types: () => readonly object[] | null) =>
  ({
    call: async () => {
      const items = types();
      if (items === null) throw new ProblemError('upstream.unavailable', 'timeline-writer does not answer');
      return { items };
    },
  }) as unknown as JobRunnerParts['timelineWriter'];

/** A connection of a new tenant to this Gong company, its sync switched on. */
export async function connect(
  { database }: Replica,
  company: Pick<GongCompany, 'apiBaseUrl'>,
  settings: Partial<SyncSettingsInput> = {},
  tenantId = `tenant-${randomUUID()}`,
): Promise<Connection> {
  const connectionId = randomUUID();
  const data = { connectionId, name: 'Acme Gong', apiBaseUrl: company.apiBaseUrl, scopes: [] };
  await deliver(database, rememberConnectionOnConnectionActivated, factOf(connectionActivated, tenantId, data));
  const connection = (await findConnection(database.within(tenantId), tenantId, connectionId)) as Connection;
  const chosen = { ...defaultSettings(), enabled: true, ...settings };
  await database.within(tenantId).transaction((tx) => storeSettings(tx, connection, chosen, new Date(0)));
  return { ...connection, settings: chosen };
}

export async function queue(
  { database }: Replica,
  connection: Connection,
  trigger: Trigger = 'manual',
): Promise<string> {
  const job = { jobId: randomUUID(), trigger, slotAt: null };
  return (await database.within(connection.tenantId).transaction((tx) => queueJob(tx, connection, job))) as string;
}
