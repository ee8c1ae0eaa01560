import { type Database, type QueuedMessage, holdKey, releaseKey } from '@gong-timeline/persistence';
import { classifySendFault } from '../kafka/kafka-error';
import type { KafkaSender } from '../kafka/kafka-sender';
import { asField, type Log } from '../log';
import { messageOf } from '../middleware/failure';
import type { HeldTopics } from './held-topics';
import { type Refused, sendApart } from './send-apart';

export interface DispatcherOptions {
  readonly database: Database;
  readonly sender: Pick<KafkaSender, 'send'>;
  readonly heldTopics: HeldTopics;
  /** How long a send may take that begins now; throws when none may begin. */
  readonly timeoutMs: () => number;
  readonly log: Log;
}

export interface Dispatched {
  readonly acknowledged: readonly QueuedMessage[];
  /** False: something of the batch stays behind, so what was read after it must be read again. */
  readonly whole: boolean;
}

/** Sends a batch and sorts out what the broker refuses. Throws when nothing can be sent at all now. */
export class Dispatcher {
  constructor(private readonly options: DispatcherOptions) {}

  async dispatch(batch: readonly QueuedMessage[]): Promise<Dispatched> {
    const held = batch.filter((message) => message.held);
    const ready = held.length === 0 ? batch : batch.filter((message) => !message.held);
    const { acknowledged, whole } = ready.length === 0 ? { acknowledged: [], whole: true } : await this.send(ready);
    if (held.length === 0) return { acknowledged, whole };
    return { acknowledged: [...acknowledged, ...(await this.probe(held))], whole: false };
  }

  private async send(ready: readonly QueuedMessage[]): Promise<Dispatched> {
    const { sender, timeoutMs, heldTopics } = this.options;
    try {
      await sender.send(ready, timeoutMs());
    } catch (error) {
      if (classifySendFault(error) === 'not-sent') throw error;
      const { sent, refused } = await sendApart(sender, ready, timeoutMs);
      for (const one of refused) await this.hold(one);
      return { acknowledged: sent, whole: false };
    }
    heldTopics.sent(new Set(ready.map(({ topic }) => topic)));
    return { acknowledged: ready, whole: true };
  }

  /** The oldest message of each key that was refused before, alone: the others of the key wait for its fate. */
  private async probe(held: readonly QueuedMessage[]): Promise<QueuedMessage[]> {
    const oldest = new Map<string, QueuedMessage>();
    for (const message of held) {
      const id = `${message.topic} ${message.key}`;
      if (!oldest.has(id)) oldest.set(id, message);
    }
    const through: QueuedMessage[] = [];
    for (const message of oldest.values()) {
      try {
        await this.options.sender.send([message], this.options.timeoutMs());
      } catch (error) {
        if (classifySendFault(error) === 'not-sent') throw error;
        await this.hold({ topic: message.topic, message, error });
        continue;
      }
      await releaseKey(this.options.database, message);
      this.options.log.info({ topic: message.topic, key: message.key }, 'a held key goes on');
      through.push(message);
    }
    return through;
  }

  private async hold({ topic, message, error }: Refused): Promise<void> {
    const { database, heldTopics, log } = this.options;
    const reason = messageOf(error);
    const key = message?.key ?? null;
    const { attempts } =
      message === null ? heldTopics.hold(topic, reason, performance.now()) : await holdKey(database, message, reason);
    log.error(
      { topic, key, attempts, err: asField(error) },
      key === null
        ? `the broker refuses topic ${topic}: its messages wait in the outbox, the other topics go on`
        : `the broker refuses the oldest message of key ${key} for ${topic}: the key waits, the others go on`,
    );
  }
}
