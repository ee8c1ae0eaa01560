import { randomUUID } from 'node:crypto';
import { defineEvent, type EventDefinition, type Fact, type TopicName } from '@gong-timeline/contracts';
import { Database, migrate, outboxMigration } from '@gong-timeline/persistence';
import { Type } from '@sinclair/typebox';
import { type ConsumerTuning, KafkaConsumers } from '../consumer/kafka-consumers';
import { ensureTopics, type TopicSpec } from '../kafka/ensure-topics';
import { connectKafka, type KafkaClient } from '../kafka/kafka-client';
import type { Log } from '../log';
import { OutboxRelay } from '../relay/outbox-relay';
import type { RelayTuning } from '../relay/relay-tuning';
import { on, type Subscription, type SubscriptionOptions } from '../subscription';

export const DEAD_LETTERS = { 'dead-letters.v1': { partitions: 1, cleanup: 'compact' } } as const;

const NumberedData = Type.Object({ key: Type.String(), number: Type.Integer(), filling: Type.String() });

/** An event of the specs: the n-th fact of a key. */
export const numbered = (topic: string, type = `${topic}.numbered.v1`) =>
  defineEvent({
    type,
    topic: topic as TopicName,
    summary: 'The next number of a key.',
    toldBy: ['gong-ingest'],
    heardBy: ['execution-log'],
    schema: NumberedData,
    subject: (data) => data.key,
    example: { key: 'a', number: 1, filling: '' },
  });
export type Numbered = ReturnType<typeof numbered>;

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: Record<string, unknown>;
  readonly message: string;
}

/** Keeps what is logged, so that a spec can say what an operator would read. */
export function keptLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ level, fields: fields as Record<string, unknown>, message });
  };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export interface TestbedOptions {
  readonly databaseUrl: string;
  readonly brokers: string;
  readonly topics: Readonly<Record<string, TopicSpec>>;
}

/** One app's parts on real servers. `close()` ends whatever a spec left running. */
export class Testbed {
  readonly log = keptLog();
  private readonly closing: (() => Promise<unknown>)[] = [];

  private constructor(
    private readonly options: TestbedOptions,
    readonly kafka: KafkaClient,
  ) {}

  static async open(options: TestbedOptions): Promise<Testbed> {
    await migrate({
      ownerUrl: options.databaseUrl,
      schema: 'app',
      applicationRole: new URL(options.databaseUrl).username,
      migrations: [outboxMigration],
    });
    const log = keptLog();
    const kafka = connectKafka({ brokers: options.brokers.split(','), clientId: 'spec', log });
    await ensureTopics({ kafka, topics: { ...DEAD_LETTERS, ...options.topics } });
    const testbed = new Testbed(options, kafka);
    testbed.closing.push(() => kafka.close());
    return testbed;
  }

  async database(url = this.options.databaseUrl): Promise<Database> {
    const database = await Database.connect({ url, schema: 'app', applicationName: 'gong-ingest', poolSize: 6 });
    this.closing.unshift(() => database.close());
    return database;
  }

  client(brokers = this.options.brokers): KafkaClient {
    const kafka = connectKafka({ brokers: brokers.split(','), clientId: `spec-${randomUUID()}`, log: this.log });
    this.closing.unshift(() => kafka.close());
    return kafka;
  }

  relay(database: Database, tuning: Partial<RelayTuning> = {}, kafka = this.client()): OutboxRelay {
    const relay = new OutboxRelay({ database, kafka, log: this.log, tuning });
    relay.start();
    this.closing.unshift(() => relay.stop());
    return relay;
  }

  consumers(
    database: Database,
    groupId: string,
    subscriptions: readonly Subscription[],
    {
      tuning,
      kafka,
      onFatal,
    }: { tuning?: Partial<ConsumerTuning>; kafka?: KafkaClient; onFatal?: (e: Error) => void } = {},
  ): KafkaConsumers {
    const consumers = new KafkaConsumers({
      kafka: kafka ?? this.client(),
      database,
      groupId,
      subscriptions,
      log: this.log,
      onFatal: onFatal ?? (() => undefined),
      ...(tuning !== undefined && { tuning }),
    });
    consumers.start();
    this.closing.unshift(() => consumers.close());
    return consumers;
  }

  async close(): Promise<void> {
    for (const close of this.closing) await close();
  }
}

export const tell = (
  database: Database,
  event: Numbered,
  facts: readonly { key: string; number: number; filling?: string }[],
): Promise<void> =>
  database.transaction(async (tx) => {
    for (const { key, number, filling = '' } of facts) {
      const data = { key, number, filling };
      tx.tell(event, { tenantId: 'acme', correlationId: 'job-1', causationId: null, traceparent: null, data });
    }
  });

/** What a handler heard, chunk by chunk. */
export function listener(event: Numbered, options: SubscriptionOptions = {}) {
  const chunks: Fact<Numbered>[][] = [];
  const subscription = on(
    event as EventDefinition as Numbered,
    async (facts) => {
      chunks.push([...facts]);
    },
    options,
  );
  return {
    subscription,
    chunks,
    numbersOf: (key: string) => chunks.flat().flatMap(({ data }) => (data.key === key ? [data.number] : [])),
    count: () => chunks.flat().length,
  };
}
