import { Database } from '@gong-timeline/persistence';
import {
  Clock,
  CONFIG,
  LOGGER,
  type Logger,
  Metrics,
  parseAllowedHosts,
  ServiceClient,
  ServiceCredentials,
} from '@gong-timeline/runtime';
import { Module } from '@nestjs/common';
import { AccessTokens } from './gong/access-tokens';
import { GongClient } from './gong/gong-client';
import { RequestSlots } from './gong/request-slots';
import type { GongParts } from './gong/patient-gong';
import { CallViewer } from './media/call-viewer';
import { MediaApi } from './media/media.api';
import { IN_HAND_MS } from './reading/back-off';
import { QuotaApi } from './quota.api';
import { JobWorker } from './reading/job-worker';
import { RetriesApi } from './retries.api';
import { Scheduler } from './schedule/scheduler';
import { UnansweredCalls } from './schedule/unanswered-calls';
import { UnusedRates } from './schedule/unused-rates';
import { KnownConnections } from './settings/known-connections';
import { SettingsCheck } from './settings/settings-check';
import { StopJobApi } from './stop-job.api';
import { SyncApi } from './sync.api';
import type { Variables } from './variables';

/** Injection token: Gong as jobs and people who look reach it. */
const GONG = Symbol('GONG');
/** Injection token: makes the client to one of our services. */
const CLIENT_TO = Symbol('CLIENT_TO');
type ClientTo = (baseUrl: string) => ServiceClient;

/** A person is looking: a look waits this long for its turn, and takes this long in all. */
const LOOK_WAITS_MS = 4_000;
const LOOK_TAKES_MS = 8_000;
/** Looks leave the rest of the day's requests to the sync: it must not stop because people look at much. */
const LOOKS_SHARE_OF_DAY = 0.9;

/** The composition root: every part of this service, and what it is made of. */
@Module({
  controllers: [SyncApi, StopJobApi, QuotaApi, MediaApi, RetriesApi],
  providers: [
    { provide: CLIENT_TO, inject: [ServiceCredentials, LOGGER], useFactory: clientToOf },
    { provide: SettingsCheck, inject: [CONFIG, CLIENT_TO], useFactory: settingsCheckOf },
    { provide: KnownConnections, inject: [CONFIG, Database, CLIENT_TO], useFactory: connectionsOf },
    { provide: GONG, inject: [CONFIG, Database, Clock, CLIENT_TO, Metrics], useFactory: gongOf },
    { provide: JobWorker, inject: [CONFIG, CLIENT_TO, GONG, Database, Clock, LOGGER, Metrics], useFactory: workerOf },
    { provide: CallViewer, inject: [CONFIG, GONG, Database, LOGGER], useFactory: viewerOf },
    { provide: UnusedRates, inject: [Database, LOGGER], useFactory: unusedRatesOf },
    { provide: UnansweredCalls, inject: [Database, Clock, LOGGER], useFactory: unansweredOf },
    { provide: Scheduler, inject: [CONFIG, Database, Clock, LOGGER, JobWorker], useFactory: schedulerOf },
  ],
})
export class AppModule {}

function clientToOf(credentials: ServiceCredentials, log: Logger): ClientTo {
  return (baseUrl) => new ServiceClient({ baseUrl, credentials, log });
}

function settingsCheckOf(config: Variables, clientTo: ClientTo): SettingsCheck {
  return new SettingsCheck({
    timelineWriter: clientTo(config.TIMELINE_WRITER_URL),
    identityResolution: clientTo(config.IDENTITY_RESOLUTION_URL),
  });
}

function connectionsOf(config: Variables, database: Database, clientTo: ClientTo): KnownConnections {
  return new KnownConnections(database, clientTo(config.CONNECTOR_AUTH_URL));
}

function gongOf(config: Variables, database: Database, clock: Clock, clientTo: ClientTo, metrics: Metrics): GongParts {
  const requests = metrics.counter({
    name: 'gong_ingest_requests_total',
    help: 'Requests to Gong by endpoint and status; 0 is no answer',
    labels: ['endpoint', 'status'],
  });
  return {
    client: new GongClient(
      clock,
      (endpoint, status) => requests.inc({ endpoint, status: String(status) }),
      parseAllowedHosts(config.ALLOWED_PRIVATE_HOSTS),
    ),
    tokens: new AccessTokens(clientTo(config.CONNECTOR_AUTH_URL), clock),
    slots: new RequestSlots(database, {
      requestsPerSecond: config.GONG_REQUESTS_PER_SECOND,
      requestsPerDay: config.GONG_REQUESTS_PER_DAY,
    }),
    pausesMs: IN_HAND_MS,
    waitInHandMs: config.GONG_WAIT_IN_HAND_MS,
  };
}

function viewerOf(config: Variables, gong: GongParts, database: Database, log: Logger): CallViewer {
  const slots = new RequestSlots(database, {
    requestsPerSecond: config.GONG_REQUESTS_PER_SECOND,
    requestsPerDay: Math.ceil(config.GONG_REQUESTS_PER_DAY * LOOKS_SHARE_OF_DAY),
  });
  const patience = { waitInHandMs: LOOK_WAITS_MS, pausesMs: [IN_HAND_MS[0] ?? 0] };
  return new CallViewer({ database, gong: { ...gong, slots, ...patience }, log, deadlineMs: LOOK_TAKES_MS });
}

function workerOf(
  config: Variables,
  clientTo: ClientTo,
  gong: GongParts,
  database: Database,
  clock: Clock,
  log: Logger,
  metrics: Metrics,
): JobWorker {
  const calls = metrics.counter({
    name: 'gong_ingest_calls_total',
    help: 'Calls read at Gong by what was decided of them',
    labels: ['decision'],
  });
  const { JOB_LEASE_MS: leaseMs, GONG_PATIENCE_MS: patienceMs } = config;
  return new JobWorker(
    {
      database,
      gong,
      timelineWriter: clientTo(config.TIMELINE_WRITER_URL),
      log,
      clock,
      leaseMs,
      patienceMs,
      count: (decision) => calls.inc({ decision }),
    },
    { mostJobs: config.MAX_CONCURRENT_JOBS, pollMs: config.JOB_POLL_MS },
    metrics,
  );
}

function unusedRatesOf(database: Database, log: Logger): UnusedRates {
  return new UnusedRates({ database, log });
}

function unansweredOf(database: Database, clock: Clock, log: Logger): UnansweredCalls {
  return new UnansweredCalls({ database, clock, log });
}

function schedulerOf(config: Variables, database: Database, clock: Clock, log: Logger, worker: JobWorker): Scheduler {
  return new Scheduler({ database, log, clock, pollMs: config.JOB_POLL_MS, wakeWorker: () => worker.wake() });
}
