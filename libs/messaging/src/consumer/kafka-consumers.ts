import { setTimeout as pause } from 'node:timers/promises';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { type Clock, type Database, systemClock } from '@gong-timeline/persistence';
import type { KafkaClient } from '../kafka/kafka-client';
import { classifyConsumerFault } from '../kafka/kafka-error';
import { asField, type Log } from '../log';
import { type Meter, noMeter } from '../meter';
import { codeOf, messageOf } from '../middleware/failure';
import { type Pipeline, pipeline } from '../middleware/pipeline';
import type { Subscription } from '../subscription';
import { delayMs } from './backoff';
import { ConsumerHealth, type Health } from './consumer-health';
import { GroupMember } from './group-member';

export interface KafkaConsumersOptions {
  readonly kafka: KafkaClient;
  readonly database: Database;
  /** A written constant of the app. Danger: another name reads all topics again from their beginning. */
  readonly groupId: string;
  readonly subscriptions: readonly Subscription[];
  readonly log: Log;
  readonly meter?: Meter;
  readonly clock?: Clock;
  /** The consumer cannot go on: the process is to end with a code other than 0, so that it is started anew. */
  readonly onFatal: (error: Error) => void;
  readonly tuning?: Partial<ConsumerTuning>;
}

export interface ConsumerTuning {
  /** Messages in one chunk, which is one transaction, of one partition or several. */
  readonly chunkLimit: number;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  /** Below half the rebalance timeout: whoever rejoins waits for every chunk in hand. */
  readonly chunkTimeoutMs: number;
}

const TUNING: ConsumerTuning = {
  chunkLimit: 500,
  sessionTimeoutMs: 30_000,
  rebalanceTimeoutMs: 60_000,
  chunkTimeoutMs: 25_000,
};

const RESTART = { firstMs: 200, longestMs: 10_000 };
const HEALTH_EVERY_MS = 10_000;
/** Crashes in a row, for reasons unknown, with not one chunk done in between. */
const HOPELESS_AFTER = 5;

/** The subscriptions of one app as one consumer group. Nest starts and stops it like any of its transports. */
export class KafkaConsumers extends Server implements CustomTransportStrategy {
  private readonly tuning: ConsumerTuning;
  private readonly pipeline: Pipeline;
  private readonly topics: readonly string[];
  private readonly watch: ConsumerHealth;
  private readonly stopping = new AbortController();
  private member: GroupMember | null = null;
  private crashesInARow = 0;
  private ended: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: KafkaConsumersOptions) {
    super();
    const { database, groupId: group, subscriptions, log, meter = noMeter, clock = systemClock, kafka } = options;
    this.tuning = { ...TUNING, ...options.tuning };
    const { chunkTimeoutMs } = this.tuning;
    this.pipeline = pipeline({ database, group, subscriptions, clock, log, meter, chunkTimeoutMs });
    this.topics = [...new Set(subscriptions.map(({ event }) => event.topic))];
    this.watch = new ConsumerHealth(kafka, group, this.topics);
  }

  /** Begins to consume and keeps at it. A broker that is not there yet is waited for: `health()` tells. */
  listen(callback: (error?: unknown) => void): void {
    this.start();
    callback();
  }

  start(): void {
    if (this.topics.length === 0) return;
    this.ended = Promise.all([this.consume(), this.keepWatch()]);
  }

  /** Finishes the chunks in hand and commits their offsets. Close the database after this, not before. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  health(): Health {
    if (this.topics.length === 0) return { ready: true, reason: null, lag: 0 };
    if (this.member === null) return { ready: false, reason: 'not in the consumer group', lag: this.watch.current.lag };
    return this.watch.current;
  }

  /** Partitions this member has now. */
  get assignments(): number {
    return this.member?.assignments ?? 0;
  }

  /** Nest's own hooks for transports; there is nothing of kafkajs to hand out. */
  override on(): never {
    throw new Error('KafkaConsumers has no events: use health() and metrics');
  }

  override unwrap<T>(): T {
    throw new Error('KafkaConsumers does not hand out its client');
  }

  private async consume(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const error = await this.live();
      if (error === null) return;
      this.crashesInARow += 1;
      const fault = classifyConsumerFault(error);
      const hopeless = fault === 'misconfigured' || (fault === 'unknown' && this.crashesInARow >= HOPELESS_AFTER);
      const fields = { err: asField(error), fault, crashes: this.crashesInARow, group: this.options.groupId };
      if (hopeless) {
        this.options.log.error(fields, `the consumer cannot go on: ${messageOf(error)}`);
        this.options.onFatal(error);
        return;
      }
      const waitMs = delayMs(RESTART, this.crashesInARow);
      this.options.log.warn(fields, `the consumer fell over and starts anew in ${waitMs} ms: ${messageOf(error)}`);
      await pause(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One life of a member. Gives what it died of, or null when it was stopped. */
  private async live(): Promise<Error | null> {
    const member = this.newMember();
    const stopped = new Promise<null>((resolve) =>
      this.stopping.signal.addEventListener('abort', () => resolve(null), { once: true }),
    );
    let cause: Error | null;
    try {
      await member.start();
      this.member = member;
      cause = await Promise.race([member.crashed, stopped]);
    } catch (error) {
      cause = error as Error;
    }
    this.member = null;
    await member.stop().catch((error: unknown) => {
      this.options.log.warn({ err: asField(error) }, 'the consumer did not stop in order');
    });
    return this.stopping.signal.aborted ? null : cause;
  }

  private newMember(): GroupMember {
    const { kafka, groupId: group, log } = this.options;
    return new GroupMember({
      kafka,
      group,
      topics: this.topics,
      log,
      handle: (chunk) => this.pipeline.handle(chunk),
      onProgress: () => {
        this.crashesInARow = 0;
      },
      onStall: (topic, partition, { error }, delay) => {
        this.pipeline.paused(topic, codeOf(error));
        log.warn(
          { topic, partition, resumesInMs: delay, err: asField(error) },
          `partition ${topic}/${partition} waits ${delay} ms: ${messageOf(error)}`,
        );
      },
      chunkLimit: this.tuning.chunkLimit,
      sessionTimeoutMs: this.tuning.sessionTimeoutMs,
      rebalanceTimeoutMs: this.tuning.rebalanceTimeoutMs,
    });
  }

  private async keepWatch(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const { member } = this;
      if (member !== null) {
        await this.watch.look((topic, partition) => member.has(topic, partition), performance.now());
      }
      await pause(member === null ? 200 : HEALTH_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
}
