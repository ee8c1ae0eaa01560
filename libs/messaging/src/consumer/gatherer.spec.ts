import { PermanentError, TransientError } from '../errors';
import type { Delivery } from './delivery';
import { Gatherer } from './gatherer';

const chunk = (partition: number, ...keys: string[]): Delivery[] =>
  keys.map((key, index) => ({
    topic: 't',
    partition,
    offset: String(index),
    key: Buffer.from(key),
    value: null,
    headers: {},
  }));
const alive = async () => undefined;
const keysOf = (deliveries: readonly Delivery[]) => deliveries.map(({ key }) => String(key)).join('');

function handler(fails: (keys: string) => Error | null = () => null) {
  const handled: string[] = [];
  const handle = async (deliveries: readonly Delivery[]): Promise<void> => {
    const keys = keysOf(deliveries);
    handled.push(keys);
    const error = fails(keys);
    if (error !== null) throw error;
  };
  return { handled, handle };
}

describe('Gatherer', () => {
  it('hands chunks that come together on as one', async () => {
    const { handled, handle } = handler();
    const gatherer = new Gatherer(handle, 500);
    await Promise.all([
      gatherer.submit(chunk(0, 'a', 'b'), alive),
      gatherer.submit(chunk(1, 'c'), alive),
      gatherer.submit(chunk(2, 'd'), alive),
    ]);
    expect(handled).toEqual(['abcd']);
  });

  it('keeps to the limit, but takes one chunk whatever its size', async () => {
    const { handled, handle } = handler();
    const gatherer = new Gatherer(handle, 2);
    await Promise.all([
      gatherer.submit(chunk(0, 'a', 'b', 'c'), alive),
      gatherer.submit(chunk(1, 'd'), alive),
      gatherer.submit(chunk(2, 'e'), alive),
    ]);
    expect(handled).toEqual(['abc', 'de']);
  });

  it('never hands one key on twice at once', async () => {
    const { handled, handle } = handler();
    const gatherer = new Gatherer(handle, 500);
    await Promise.all([
      gatherer.submit(chunk(0, 'a', 'b'), alive),
      gatherer.submit(chunk(1, 'b'), alive),
      gatherer.submit(chunk(2, 'c'), alive),
    ]);
    expect(handled).toEqual(['abc', 'b']);
  });

  it('tries each apart when all of them failed, and only the one with the poison fails', async () => {
    const { handled, handle } = handler((keys) => (keys.includes('x') ? new PermanentError('spec.poison', 'x') : null));
    const gatherer = new Gatherer(handle, 500);
    const results = await Promise.allSettled([
      gatherer.submit(chunk(0, 'a'), alive),
      gatherer.submit(chunk(1, 'x'), alive),
      gatherer.submit(chunk(2, 'b'), alive),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(handled).toEqual(['axb', 'a', 'x', 'b']);
  });

  it('lets all of them wait when something they lean on is down, without trying each', async () => {
    const { handled, handle } = handler(() => new TransientError('down'));
    const gatherer = new Gatherer(handle, 500);
    const results = await Promise.allSettled([
      gatherer.submit(chunk(0, 'a'), alive),
      gatherer.submit(chunk(1, 'b'), alive),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(handled).toEqual(['ab']);
  });

  it('begins nothing once the group has taken the partitions back', async () => {
    const { handled, handle } = handler();
    const gatherer = new Gatherer(handle, 500);
    const rebalance = new Error('the group is rebalancing');
    const work = gatherer.submit(chunk(0, 'a'), () => Promise.reject(rebalance));
    await expect(work).rejects.toMatchObject({ name: 'LeftGroupError', cause: rebalance });
    expect(handled).toEqual([]);
  });

  it('gathers what comes while it is busy', async () => {
    const { handled, handle } = handler();
    let later: Promise<void>[] = [];
    const gatherer = new Gatherer(async (deliveries) => {
      if (keysOf(deliveries) === 'a')
        later = [gatherer.submit(chunk(1, 'b'), alive), gatherer.submit(chunk(2, 'c'), alive)];
      await handle(deliveries);
    }, 500);
    await gatherer.submit(chunk(0, 'a'), alive);
    await Promise.all(later);
    expect(handled).toEqual(['a', 'bc']);
  });
});
