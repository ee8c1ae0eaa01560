import { randomUUID } from 'node:crypto';
import { Database, migrate, outboxMigration, outboxTenantsMigration } from '@gong-timeline/persistence';
import { type KafkaConsumersOptions, KafkaConsumers } from '../consumer/kafka-consumers';
import { ensureTopics, type TopicSpec } from '../kafka/ensure-topics';
import { connectKafkaOver, type KafkaClient } from '../kafka/kafka-client';
import { OutboxRelay } from '../relay/outbox-relay';
import type { RelayTuning } from '../relay/relay-tuning';
import type { Subscription } from '../subscription';
import { keptLog } from './kept-log';
import { Ledger1000000000003 } from './ledger-migration';
import { Network, Proxy } from './network';
import { type Numbered, numbered } from './numbered';

const SCHEMA = 'app';
const DEAD_LETTERS = { 'dead-letters.v1': { partitions: 1, cleanup: 'compact' } } as const;
/** As short as the broker of the specs allows: a member that dies is missed soon. */
const GROUP = { sessionTimeoutMs: 3_000, rebalanceTimeoutMs: 10_000, chunkTimeoutMs: 4_000 };

export interface TestbedOptions {
  readonly home: { readonly ownerUrl: string; readonly applicationUrl: string; readonly applicationRole: string };
  readonly brokers: string;
}

export interface Replica {
  readonly network: Network;
  readonly kafka: KafkaClient;
}

/** The parts of one app on real servers, as many replicas as a spec wants. `close()` ends whatever still runs. */
export class Testbed {
  static readonly migrations = [outboxMigration, outboxTenantsMigration, Ledger1000000000003];
  readonly log = keptLog();
  private readonly closing: (() => Promise<unknown>)[] = [];

  private constructor(private readonly options: TestbedOptions) {}

  static async open(options: TestbedOptions): Promise<Testbed> {
    await migrate({
      ownerUrl: options.home.ownerUrl,
      schema: SCHEMA,
      applicationRole: options.home.applicationRole,
      migrations: Testbed.migrations,
    });
    const testbed = new Testbed(options);
    await ensureTopics({ kafka: testbed.replica().kafka, topics: DEAD_LETTERS });
    return testbed;
  }

  /** Declares a topic of its own for a spec, and gives its event. */
  async event(topic: string, spec: Partial<TopicSpec> = {}): Promise<Numbered> {
    const { kafka } = this.replica();
    await ensureTopics({ kafka, topics: { [topic]: { partitions: 3, cleanup: 'delete', ...spec } } });
    return numbered(topic);
  }

  async database(url = this.options.home.applicationUrl): Promise<Database> {
    const database = await Database.connect({ url, schema: SCHEMA, applicationName: 'gong-ingest', poolSize: 6 });
    this.closing.unshift(() => database.close());
    return database;
  }

  /** A way to the database that can be cut. */
  async proxy(): Promise<Proxy & { readonly url: string }> {
    const { applicationUrl } = this.options.home;
    const proxy = await Proxy.before(applicationUrl);
    this.closing.unshift(() => proxy.close());
    return Object.assign(proxy, { url: proxy.through(applicationUrl) });
  }

  replica(brokers = this.options.brokers): Replica {
    const network = new Network();
    const kafka = connectKafkaOver(network.dial, {
      brokers: brokers.split(','),
      clientId: `spec-${randomUUID().slice(0, 8)}`,
      log: this.log,
    });
    this.closing.unshift(() => kafka.close());
    return { network, kafka };
  }

  relay(database: Database, { kafka } = this.replica(), tuning: Partial<RelayTuning> = {}): OutboxRelay {
    const relay = new OutboxRelay({ database, kafka, log: this.log, tuning });
    relay.start();
    this.closing.unshift(() => relay.stop());
    return relay;
  }

  consumers(
    database: Database,
    groupId: string,
    subscriptions: readonly Subscription[],
    { kafka } = this.replica(),
    options: Partial<KafkaConsumersOptions> = {},
  ): KafkaConsumers {
    const consumers = new KafkaConsumers({
      kafka,
      database,
      groupId,
      subscriptions,
      log: this.log,
      onFatal: () => undefined,
      ...options,
      tuning: { ...GROUP, ...options.tuning },
    });
    consumers.start();
    this.closing.unshift(() => consumers.close());
    return consumers;
  }

  async close(): Promise<void> {
    for (const close of this.closing) await close();
  }
}
