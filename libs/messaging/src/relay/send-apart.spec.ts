import type { QueuedMessage } from '@gong-timeline/persistence';
import fc from 'fast-check';
import { sendApart } from './send-apart';

const message = (position: number, topic: string, key: string): QueuedMessage => ({
  position,
  topic,
  tenantId: 'acme',
  key,
  headers: {},
  value: '',
  held: false,
});

class Refusal extends Error {
  constructor(readonly type: string) {
    super(type);
  }
}

/** A broker that takes a send whole or not at all, as it does with one batch of one partition. */
function broker(refuses: { positions?: ReadonlySet<number>; topics?: ReadonlySet<string>; down?: boolean }) {
  const taken: QueuedMessage[] = [];
  const send = async (messages: readonly QueuedMessage[]): Promise<void> => {
    if (refuses.down) throw new Refusal('NOT_ENOUGH_REPLICAS');
    if (messages.some(({ topic }) => refuses.topics?.has(topic))) throw new Refusal('UNKNOWN_TOPIC_OR_PARTITION');
    if (messages.some(({ position }) => refuses.positions?.has(position))) throw new Refusal('MESSAGE_TOO_LARGE');
    taken.push(...messages);
  };
  return { taken, sender: { send: send as never } };
}

const positions = (messages: readonly QueuedMessage[]) => messages.map(({ position }) => position);
const timeoutMs = () => 1_000;

describe('sendApart', () => {
  it('names the key whose message is refused, and sends what stands before it', async () => {
    const batch = [message(1, 't', 'a'), message(2, 't', 'b'), message(3, 't', 'a'), message(4, 't', 'a')];
    const { sender, taken } = broker({ positions: new Set([3]) });
    const { sent, refused } = await sendApart(sender, batch, timeoutMs);
    expect(positions(sent).sort()).toEqual([1, 2]);
    expect(positions(taken).sort()).toEqual([1, 2]);
    expect(refused).toMatchObject([{ topic: 't', message: { key: 'a', position: 3 } }]);
  });

  it('names a topic that is refused whole, once, and sends the other topics', async () => {
    const batch = [message(1, 'gone', 'a'), message(2, 't', 'a'), message(3, 'gone', 'b')];
    const { sender } = broker({ topics: new Set(['gone']) });
    const { sent, refused } = await sendApart(sender, batch, timeoutMs);
    expect(positions(sent)).toEqual([2]);
    expect(refused).toMatchObject([{ topic: 'gone', message: null }]);
  });

  it('throws when the broker itself is in trouble', async () => {
    const { sender } = broker({ down: true });
    await expect(sendApart(sender, [message(1, 't', 'a')], timeoutMs)).rejects.toThrow('NOT_ENOUGH_REPLICAS');
  });

  it('sends all that may go, nothing behind a refused message of its key, and each key in order', async () => {
    const batches = fc.array(fc.tuple(fc.constantFrom('t', 'u'), fc.constantFrom('a', 'b', 'c', 'd'), fc.boolean()), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(batches, async (given) => {
        const batch = given.map(([topic, key], index) => message(index, topic, key));
        const bad = new Set(given.flatMap(([, , isBad], index) => (isBad ? [index] : [])));
        const { sender, taken } = broker({ positions: bad });
        const { sent, refused } = await sendApart(sender, batch, timeoutMs);
        for (const topic of ['t', 'u']) {
          for (const key of ['a', 'b', 'c', 'd']) {
            const ofKey = batch.filter((one) => one.topic === topic && one.key === key);
            const firstBad = ofKey.findIndex(({ position }) => bad.has(position));
            const mayGo = positions(firstBad < 0 ? ofKey : ofKey.slice(0, firstBad));
            const isOfKey = (one: QueuedMessage) => one.topic === topic && one.key === key;
            expect(positions(sent.filter(isOfKey))).toEqual(mayGo);
            expect(positions(taken.filter(isOfKey))).toEqual(mayGo);
            expect(refused.some((one) => one.topic === topic && one.message?.key === key)).toBe(firstBad >= 0);
          }
        }
      }),
    );
  });
});
