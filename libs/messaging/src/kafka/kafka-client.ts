import { connect, type Socket } from 'node:net';
import { type Admin, type ISocketFactory, Kafka, logLevel } from 'kafkajs';
import { asField, type Log } from '../log';
import { kafkaLog } from './kafka-log';
import { mendKafkajs } from './wire/mend-kafkajs';

export interface KafkaClientOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly log: Log;
}

/** A way to the brokers. Nothing of the library behind it shows. */
export interface KafkaClient {
  readonly clientId: string;
  readonly log: Log;
  /** Resolves when a broker answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Bounded, so that whoever calls decides what a broker that is down means. Jittered by kafkajs. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 2_000, multiplier: 2, factor: 0.2, retries: 4 };

export function connectKafka(options: KafkaClientOptions): KafkaClient {
  return connectKafkaOver(tcp, options);
}

/** Opens a socket to a broker; specs give one whose sockets they can cut. */
export type Dial = (host: string, port: number, onConnect: () => void) => Socket;

const tcp: Dial = (host, port, onConnect) => connect({ host, port, noDelay: true, keepAlive: true }, onConnect);

export function connectKafkaOver(dial: Dial, options: KafkaClientOptions): KafkaClient {
  mendKafkajs();
  return new KafkaJsClient(options, dial);
}

class KafkaJsClient implements KafkaClient {
  readonly clientId: string;
  readonly log: Log;
  private admin: Connecting | null = null;

  constructor(
    private readonly options: KafkaClientOptions,
    readonly dial: Dial,
  ) {
    this.clientId = options.clientId;
    this.log = options.log;
  }

  /** Connections of its own: closing them touches nobody else's. */
  open(socketFactory: ISocketFactory = ({ host, port, onConnect }) => this.dial(host, port, onConnect)): Kafka {
    return new Kafka({
      brokers: [...this.options.brokers],
      clientId: this.options.clientId,
      logCreator: kafkaLog(this.options.log),
      logLevel: logLevel.INFO,
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      retry: RETRY,
      socketFactory,
    });
  }

  /** One admin connection for health checks, made when first asked for, and made again after a failure. */
  async withAdmin<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    this.admin ??= connectAdmin(this.open());
    try {
      return await work(await this.admin.connected);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async ping(): Promise<void> {
    await this.withAdmin((admin) => admin.describeCluster());
  }

  async close(): Promise<void> {
    const admin = this.admin;
    this.admin = null;
    // What failed to connect has nothing to close; its error went to whoever asked.
    const closed = admin?.connected.catch(() => null).then((connected) => connected?.disconnect());
    // One that is still on its way is closed when it is there: who stops waits for no broker that is away.
    if (admin?.isThere === false)
      void closed?.catch((err: unknown) => this.log.warn({ err: asField(err) }, NOT_CLOSED));
    else await closed;
  }
}

interface Connecting {
  readonly connected: Promise<Admin>;
  isThere: boolean;
}

const NOT_CLOSED = 'a connection to the broker could not be closed';

function connectAdmin(kafka: Kafka): Connecting {
  const admin = kafka.admin();
  const connecting: Connecting = {
    isThere: false,
    connected: admin.connect().then(() => {
      connecting.isThere = true;
      return admin;
    }),
  };
  return connecting;
}

const ours = (client: KafkaClient): KafkaJsClient => {
  if (client instanceof KafkaJsClient) return client;
  throw new TypeError('A KafkaClient is made by connectKafka()');
};

/** For this lib only. `over`: what to do with each socket instead of just dialling. */
export const openKafka = (client: KafkaClient, over?: (dial: Dial) => Dial): Kafka => {
  if (over === undefined) return ours(client).open();
  const dial = over(ours(client).dial);
  return ours(client).open(({ host, port, onConnect }) => dial(host, port, onConnect));
};

/** For this lib only. */
export const withAdmin = <T>(client: KafkaClient, work: (admin: Admin) => Promise<T>): Promise<T> =>
  ours(client).withAdmin(work);
