import {
  createLogger,
  defineService,
  type Logger,
  type RunningService,
  type ServiceDefinition,
  startService,
} from '@gong-timeline/runtime';
import type { Callers } from './callers-of';
import { MovedClock } from './moved-clock';

type Service = Pick<ServiceDefinition, 'name' | 'schema' | 'migrations' | 'module' | 'grpc'>;

export interface Alone {
  readonly callers: Pick<Callers, 'keys'>;
  readonly home: { readonly applicationUrl: string; readonly ownerUrl?: string };
  /** What its configuration has beside what every service's has. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Moved by the spec, unless it brings one. */
  readonly clock?: { now(): Date };
  /** Then `lines` stays empty. */
  readonly log?: Logger;
}

export interface ServedAlone {
  readonly running: RunningService;
  readonly clock: MovedClock;
  /** Every line that it logged. */
  readonly lines: readonly string[];
  /** Sends JSON and reads JSON. */
  ask(headers: Readonly<Record<string, string>>, method: string, path: string, body?: unknown): Promise<Answered>;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  /** Which of all that it may answer, its spec knows. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** No broker listens there: what a service tells waits in its outbox, where its specs read it. */
export const NO_BROKER = '127.0.0.1:1';

/**
 * One replica of a service with its HTTP, and its gRPC where it has some, on the database of a spec. It hears no facts, and
 * those that it tells stay in its outbox.
 */
export async function serveAlone(service: Service, { callers, home, config, clock, log }: Alone): Promise<ServedAlone> {
  const lines: string[] = [];
  const moved = new MovedClock();
  const ownLog = createLogger({ app: service.name, level: 'trace' }, { write: (line: string) => lines.push(line) });
  const running = await startService(
    defineService({
      ...service,
      config: {
        HOST: '127.0.0.1',
        PORT: 0,
        ...(service.grpc !== undefined && { GRPC_PORT: 0 }),
        DATABASE_URL: home.applicationUrl,
        ...(home.ownerUrl !== undefined && { DATABASE_OWNER_URL: home.ownerUrl }),
        LOG_LEVEL: 'trace',
        KAFKA_BROKERS: NO_BROKER,
        ...callers.keys,
        ...config,
      },
      subscriptions: [],
    }),
    { log: log ?? ownLog, clock: clock ?? moved },
  );
  return {
    running,
    clock: moved,
    lines,
    ask: async (headers, method, path, body) => {
      const response = await fetch(running.url + path, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, text, body: text === '' ? undefined : JSON.parse(text) };
    },
  };
}
