import {
  connectKafka,
  type KafkaClient,
  KafkaConsumers,
  OutboxRelay,
  SegmentCloser,
  topicsToClose,
} from '@gong-timeline/messaging';
import { type Database, outboxMigration } from '@gong-timeline/persistence';
import type { Clock } from '../clock';
import type { Readiness } from '../health/readiness';
import type { Logger } from '../log/logger';
import type { Metrics } from '../metrics/metrics';
import { toMeter } from '../metrics/to-meter';
import type { ServiceDefinition } from './define-service';
import { StartError } from './start-error';

/** What a service has of Kafka. An app that hears and tells nothing has none of it and needs no broker. */
export interface Messaging {
  readonly kafka: KafkaClient | null;
  readonly consumers: KafkaConsumers | null;
  readonly relay: OutboxRelay | null;
  readonly segments: SegmentCloser | null;
}

export const connectMessaging = (
  service: ServiceDefinition,
  parts: {
    readonly database: Database;
    readonly log: Logger;
    readonly metrics: Metrics;
    readonly readiness: Readiness;
    readonly clock: Clock;
  },
): Messaging => {
  const { name, config, subscriptions, consumerGroup: groupId } = service;
  const { database, log, readiness, clock } = parts;
  const hears = subscriptions.length > 0;
  const tells = service.migrations.includes(outboxMigration);
  if (!hears && !tells) return { kafka: null, consumers: null, relay: null, segments: null };
  if (!tells) throw new Error(`${name} has subscriptions; its dead letters need outboxMigration among its migrations`);
  if (config.KAFKA_BROKERS === undefined)
    throw new StartError(`KAFKA_BROKERS is missing: ${name} hears or tells facts`);

  const meter = toMeter(parts.metrics);
  const clientId = config.INSTANCE_ID === undefined ? name : `${name}-${config.INSTANCE_ID}`;
  const kafka = connectKafka({ brokers: config.KAFKA_BROKERS.split(','), clientId, log });
  if (service.answersWithoutBroker === true) void warnOfNoBroker(kafka, config.KAFKA_BROKERS, log);
  else readiness.add('broker', () => kafka.ping().then(() => null));

  const relay = new OutboxRelay({ database, kafka, log, meter });
  const segments = new SegmentCloser({ database, topics: topicsToClose(name), source: name, log });
  if (service.answersWithoutBroker !== true) readiness.add('outbox', async () => relayTrouble(await relay.status()));

  if (!hears) return { kafka, consumers: null, relay, segments };
  if (groupId === undefined) throw new Error(`${name} has subscriptions, so it needs a consumerGroup`);
  const consumers = new KafkaConsumers({ kafka, database, groupId, subscriptions, log, meter, clock, onFatal });
  readiness.add('consumers', async () => consumers.health().reason);
  return { kafka, consumers, relay, segments };
};

/** Beside the start, which does not wait for it. */
const warnOfNoBroker = async (kafka: KafkaClient, brokers: string, log: Logger): Promise<void> => {
  try {
    await kafka.ping();
  } catch {
    log.warn(
      `Kafka at ${brokers} does not answer: what is to be told waits in the outbox. Start it, or correct KAFKA_BROKERS`,
    );
  }
};

/** A consumer that is dead while its process looks healthy would never be started anew: the process breaks. */
const onFatal = (error: Error): void => {
  setImmediate(() => {
    throw error;
  });
};

const relayTrouble = ({ state }: { readonly state: string }): string | null =>
  state === 'running' ? null : `the relay is ${state}; the log says why`;
