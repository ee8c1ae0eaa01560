import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Database,
  type HeldKey,
  heldKeys,
  type Look,
  nextMessages,
  outboxAgeSeconds,
  type QueuedMessage,
} from '@gong-timeline/persistence';
import { type Backoff, delayMs } from '../consumer/backoff';
import type { KafkaClient } from '../kafka/kafka-client';
import { KafkaSender } from '../kafka/kafka-sender';
import { asField, type Log } from '../log';
import { type Meter, noMeter } from '../meter';
import { messageOf } from '../middleware/failure';
import { type Dispatched, Dispatcher } from './dispatcher';
import { Floor } from './floor';
import { type HeldTopic, HeldTopics } from './held-topics';
import { Lease } from './lease';
import { RELAY_TUNING, type RelayTuning } from './relay-tuning';
import { Wakeable } from './wakeable';

export interface OutboxRelayOptions {
  readonly database: Database;
  readonly kafka: KafkaClient;
  readonly log: Log;
  readonly meter?: Meter;
  readonly tuning?: Partial<RelayTuning>;
}

export interface RelayStatus {
  readonly state: 'stopped' | 'running' | 'backing-off';
  readonly shards: readonly number[];
  readonly lastError: string | null;
  readonly heldTopics: readonly HeldTopic[];
  readonly heldKeys: readonly HeldKey[];
  /** How long the oldest message of the app's outbox has waited; 0 when none does. */
  readonly oldestSeconds: number;
}

type Seen = Pick<Look, 'messages' | 'complete'>;

const NOTHING: Seen = { messages: [], complete: true };
const BACKOFF: Backoff = { firstMs: 100, longestMs: 5_000 };

/**
 * Sends what the outbox holds, at least once and in order per key, and deletes it once the broker has acknowledged it.
 * Any number of replicas may run: each shard of keys has one relay at a time, by lease. While a batch is being sent the
 * next one is read, but nothing is sent before the batch ahead of it was acknowledged.
 */
export class OutboxRelay {
  private readonly tuning: RelayTuning;
  private readonly sender: KafkaSender;
  private readonly lease: Lease;
  private readonly dispatcher: Dispatcher;
  private readonly heldTopics = new HeldTopics();
  private readonly floor = new Floor();
  private readonly alarm = new Wakeable();
  private readonly stopping = new AbortController();
  private readonly metrics: ReturnType<typeof metricsOf>;
  private running: Promise<void> | null = null;
  /** Positions the broker has, and the table still shows. Deleted with the next reading. */
  private acknowledged: number[] = [];
  private failures = 0;
  private lastError: string | null = null;

  constructor(private readonly options: OutboxRelayOptions) {
    const { database, kafka, log } = options;
    this.tuning = { ...RELAY_TUNING, ...options.tuning };
    this.sender = new KafkaSender(kafka);
    this.lease = new Lease(database, `${kafka.clientId} ${randomUUID()}`, this.tuning.leaseMs);
    this.dispatcher = new Dispatcher({
      database,
      sender: this.sender,
      heldTopics: this.heldTopics,
      timeoutMs: () => Math.min(this.tuning.sendTimeoutMs, this.lease.sendableMs(this.tuning.leaseSlackMs)),
      log,
    });
    this.metrics = metricsOf(options.meter ?? noMeter);
    database.onCommitted(() => this.wake());
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Something was committed: look at once. */
  wake(): void {
    this.alarm.wake();
  }

  /**
   * Ends the batch in hand, gives the shards back, disconnects. What is left waits for another relay: so does what no
   * broker has answered to yet.
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.alarm.wake();
    this.sender.hangUp();
    await this.running;
    await this.sender.close();
  }

  async status(): Promise<RelayStatus> {
    const { database } = this.options;
    const stopped = this.running === null || this.stopping.signal.aborted;
    return {
      state: stopped ? 'stopped' : this.failures > 0 ? 'backing-off' : 'running',
      shards: this.lease.shards,
      lastError: this.lastError,
      heldTopics: this.heldTopics.all(),
      heldKeys: await heldKeys(database),
      oldestSeconds: await outboxAgeSeconds(database),
    };
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let swept = true; !signal.aborted; ) {
      try {
        await this.keepLease(swept);
        await this.drain();
        this.failures = 0;
        this.lastError = null;
        swept = await this.alarm.sleep(this.lease.isDue() ? 0 : this.tuning.sweepMs);
      } catch (error) {
        await this.backOff(error);
      }
    }
    await this.lease.release().catch((error: unknown) => {
      this.options.log.warn({ err: asField(error) }, 'the outbox lease was not given back: it runs out by itself');
    });
  }

  private async keepLease(swept: boolean): Promise<void> {
    if (!this.lease.isDue() && !(swept && this.lease.isShort())) return;
    await this.lease.renew();
    this.options.database.recent.keepFor(this.lease.shards);
    this.floor.reset();
    this.metrics.shards.set(this.lease.shards.length, {});
    this.metrics.age.set(await outboxAgeSeconds(this.options.database), {});
  }

  /** Until nothing is left, the lease is to be renewed, or the relay stops. All that was acknowledged is deleted. */
  private async drain(): Promise<void> {
    do {
      let look = await this.look([]);
      while (look.messages.length > 0) {
        const began = performance.now();
        const more = !look.complete;
        const [sending, looking] = await Promise.allSettled([
          this.dispatcher.dispatch(look.messages),
          more ? this.look(look.messages) : NOTHING,
        ]);
        if (sending.status === 'rejected') throw sending.reason;
        this.acknowledge(sending.value, performance.now() - began);
        if (looking.status === 'rejected') throw looking.reason;
        look = looking.value;
        if (!sending.value.whole) {
          // Some of it waits, so what was read behind it may not go before it: all is read again.
          this.floor.reset();
          look = NOTHING;
        }
        if (!more) await pause(this.restMs(sending.value, performance.now() - began));
      }
    } while (this.acknowledged.length > 0);
  }

  /** Deletes what was acknowledged and sees what comes next, but nothing that is being sent. */
  private async look(inFlight: readonly QueuedMessage[]): Promise<Seen> {
    const goesOn = !this.stopping.signal.aborted && !this.lease.isDue();
    const sent = this.acknowledged;
    const look = await nextMessages(this.options.database, {
      shards: goesOn ? this.lease.shards : [],
      sent,
      inFlight: inFlight.map(({ position }) => position),
      heldTopics: this.heldTopics.at(performance.now()),
      floor: this.floor.current,
      limit: this.tuning.batchMessages,
      maxBytes: this.tuning.batchBytes,
    });
    this.acknowledged = this.acknowledged.slice(sent.length);
    if (goesOn) this.floor.looked(look);
    return look;
  }

  private restMs({ acknowledged }: Dispatched, tookMs: number): number {
    const { roundMs, busyRoundMs, busyFrom } = this.tuning;
    return Math.max(0, (acknowledged.length < busyFrom ? roundMs : busyRoundMs) - tookMs);
  }

  private acknowledge({ acknowledged }: Dispatched, tookMs: number): void {
    for (const { position } of acknowledged) this.acknowledged.push(position);
    this.metrics.sent.add(acknowledged.length, {});
    this.metrics.seconds.observe(tookMs / 1000, {});
  }

  private async backOff(error: unknown): Promise<void> {
    this.failures += 1;
    this.floor.reset();
    this.lastError = messageOf(error);
    const waitMs = delayMs(BACKOFF, this.failures);
    this.metrics.failures.add(1, {});
    this.options.log.warn(
      { err: asField(error), failures: this.failures, retryInMs: waitMs },
      `the outbox relay cannot go on and tries again in ${waitMs} ms: ${this.lastError}`,
    );
    await pause(waitMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

const metricsOf = (meter: Meter) => ({
  sent: meter.counter('outbox_messages_sent_total', 'Messages acknowledged by the broker', []),
  failures: meter.counter('outbox_failures_total', 'Times the relay had to back off', []),
  seconds: meter.histogram('outbox_send_seconds', 'Time to send one batch', []),
  shards: meter.gauge('outbox_shards', 'Shards this replica relays', []),
  age: meter.gauge('outbox_oldest_seconds', 'Age of the oldest message that waits', []),
});
