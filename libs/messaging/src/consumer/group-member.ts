import type { Consumer, ConsumerCrashEvent, EachBatchPayload } from 'kafkajs';
import { type KafkaClient, openKafka } from '../kafka/kafka-client';
import type { Log } from '../log';
import { type Delivery, toDelivery } from './delivery';
import { Gatherer } from './gatherer';
import { runLane, type Stall } from './lane';
import { OffsetBook } from './offset-book';
import { Pauses } from './pauses';

export interface MemberOptions {
  readonly kafka: KafkaClient;
  readonly group: string;
  readonly topics: readonly string[];
  readonly handle: (chunk: readonly Delivery[]) => Promise<void>;
  readonly onStall: (topic: string, partition: number, stall: Stall, delayMs: number) => void;
  readonly onProgress: () => void;
  readonly chunkLimit: number;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly log: Log;
}

const PARTITIONS_AT_ONCE = 64;
/** How long a fetch waits for the first byte, and so how late a paused partition may go on. */
const FETCH_WAIT_MS = 1_000;

/**
 * One life of a member of a consumer group: joins, consumes, and ends by `stop()` or by a crash. It is never restarted
 * by the library (`restartOnFailure` says no): whoever made it decides, and makes a new one.
 */
export class GroupMember {
  private readonly consumer: Consumer;
  private readonly pauses = new Pauses();
  private readonly gatherer: Gatherer;
  private readonly assigned = new Set<string>();
  private book: OffsetBook | null = null;
  /** Resolves with the error when the consumer has given up. */
  readonly crashed: Promise<Error>;

  constructor(private readonly options: MemberOptions) {
    this.gatherer = new Gatherer(options.handle, options.chunkLimit);
    this.consumer = openKafka(options.kafka).consumer({
      groupId: options.group,
      allowAutoTopicCreation: false,
      sessionTimeout: options.sessionTimeoutMs,
      rebalanceTimeout: options.rebalanceTimeoutMs,
      heartbeatInterval: Math.min(3_000, Math.trunc(options.sessionTimeoutMs / 4)),
      maxWaitTimeInMs: FETCH_WAIT_MS,
      maxBytesPerPartition: 2 * 1024 * 1024,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 4, restartOnFailure: async () => false },
    });
    const { events } = this.consumer;
    this.crashed = new Promise((resolve) => {
      this.consumer.on(events.CRASH, ({ payload }: ConsumerCrashEvent) => resolve(payload.error));
    });
    this.consumer.on(events.REBALANCING, () => this.assigned.clear());
    this.consumer.on(events.GROUP_JOIN, ({ payload }) => {
      this.assigned.clear();
      for (const [topic, partitions] of Object.entries(payload.memberAssignment)) {
        for (const partition of partitions) this.assigned.add(`${topic}/${partition}`);
      }
    });
  }

  /** Rejects when the brokers cannot be reached or a topic is not declared. */
  async start(): Promise<void> {
    await this.consumer.connect();
    // Never from the end: a group's first join, or offsets that expired, would silently pass over what is there.
    await this.consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      // All partitions that a fetch brought: the gatherer makes one chunk of them.
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.eachBatch(payload),
    });
  }

  has(topic: string, partition: number): boolean {
    return this.assigned.has(`${topic}/${partition}`);
  }

  get assignments(): number {
    return this.assigned.size;
  }

  /** Stops fetching, waits for the chunks in hand and their offsets, leaves the group. */
  async stop(): Promise<void> {
    this.pauses.end();
    await this.consumer.disconnect();
  }

  private async eachBatch({ batch, pause, ...payload }: EachBatchPayload): Promise<void> {
    const { topic, partition } = batch;
    const stall = await runLane(
      batch.messages.map((message) => toDelivery(topic, partition, message)),
      {
        isRunning: payload.isRunning,
        heartbeat: payload.heartbeat,
        done: async ({ offset }) => {
          payload.resolveOffset(offset);
          this.pauses.progress(topic, partition);
          this.options.onProgress();
          // Not consumer.commitOffsets(): once the consumer stops, that one does nothing and says so to nobody.
          this.book ??= new OffsetBook(payload.commitOffsetsIfNecessary);
          await this.book.write({ topic, partition, offset: String(BigInt(offset) + 1n) });
        },
        submit: (chunk) => this.gatherer.submit(chunk, payload.heartbeat),
        handle: this.options.handle,
        chunkLimit: this.options.chunkLimit,
        log: this.options.log,
      },
    );
    if (stall !== null && payload.isRunning()) {
      const delayMs = this.pauses.pause(topic, partition, pause, stall.retryAfterMs);
      this.options.onStall(topic, partition, stall, delayMs);
    }
  }
}
