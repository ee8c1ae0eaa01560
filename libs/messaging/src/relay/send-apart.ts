import type { QueuedMessage } from '@gong-timeline/persistence';
import { classifySendFault } from '../kafka/kafka-error';
import type { KafkaSender } from '../kafka/kafka-sender';

export interface Refused {
  readonly topic: string;
  /** The oldest of its key. Null: the broker refuses the whole topic. */
  readonly message: QueuedMessage | null;
  readonly error: unknown;
}

export interface SentApart {
  readonly sent: readonly QueuedMessage[];
  readonly refused: readonly Refused[];
}

/**
 * After the broker refused something in a batch: finds what, by sending each topic apart and halving by keys. The rest
 * goes out. A message may be sent twice by this; its key's order stands, as all of a key stays in one half and what
 * follows a refused message of a key is not sent. Throws when the trouble turns out to be the broker's own.
 */
export async function sendApart(
  sender: Pick<KafkaSender, 'send'>,
  messages: readonly QueuedMessage[],
  timeoutMs: () => number,
): Promise<SentApart> {
  const sent: QueuedMessage[] = [];
  const refused: Refused[] = [];
  for (const [topic, ofTopic] of groupBy(messages, ({ topic }) => topic)) {
    await halve([...groupBy(ofTopic, ({ key }) => key).values()], async (half) => {
      try {
        await sender.send(half.flat(), timeoutMs());
      } catch (error) {
        const fault = classifySendFault(error);
        if (fault === 'not-sent') throw error;
        if (fault === 'message-refused' && half.length > 1) return 'halve';
        const [first] = half;
        // The oldest of the key alone, so that what is refused is known for certain.
        if (fault === 'message-refused' && first !== undefined && first.length > 1) {
          await sendOneByOne(sender, first, timeoutMs, sent, refused);
          return 'done';
        }
        refused.push({ topic, message: fault === 'topic-refused' ? null : (first?.[0] ?? null), error });
        return fault === 'topic-refused' ? 'stop' : 'done';
      }
      sent.push(...half.flat());
      return 'done';
    });
  }
  return { sent, refused };
}

async function sendOneByOne(
  sender: Pick<KafkaSender, 'send'>,
  ofKey: readonly QueuedMessage[],
  timeoutMs: () => number,
  sent: QueuedMessage[],
  refused: Refused[],
): Promise<void> {
  for (const message of ofKey) {
    try {
      await sender.send([message], timeoutMs());
    } catch (error) {
      if (classifySendFault(error) === 'not-sent') throw error;
      refused.push({ topic: message.topic, message, error });
      return;
    }
    sent.push(message);
  }
}

/** Depth first, in order. `stop` ends it all. */
async function halve<T>(all: readonly T[], attempt: (part: readonly T[]) => Promise<'done' | 'halve' | 'stop'>) {
  const parts: (readonly T[])[] = [all];
  while (parts.length > 0) {
    const part = parts.pop() as readonly T[];
    const outcome = await attempt(part);
    if (outcome === 'stop') return;
    if (outcome === 'halve') parts.push(part.slice(part.length >> 1), part.slice(0, part.length >> 1));
  }
}

function groupBy<T>(items: readonly T[], by: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group === undefined) groups.set(by(item), [item]);
    else group.push(item);
  }
  return groups;
}
