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
      gatherer.submit(chunk(0, 'a', 'b')),
      gatherer.submit(chunk(1, 'c')),
      gatherer.submit(chunk(2, 'd')),
    ]);
    expect(handled).toEqual(['abcd']);
  });

  it('keeps to the limit, but takes one chunk whatever its size', async () => {
    const { handled, handle } = handler();
    const gatherer = new Gatherer(handle, 2);
    await Promise.all([
      gatherer.submit(chunk(0, 'a', 'b', 'c')),
      gatherer.submit(chunk(1, 'd')),
      gatherer.submit(chunk(2, 'e')),
    ]);
    expect(handled).toEqual(['abc', 'de']);
  });

  it('never hands one key on twice at once', async () => {
    const { handled, handle } = handler();
    const gatherer = new Gatherer(handle, 500);
    await Promise.all([
      gatherer.submit(chunk(0, 'a', 'b')),
      gatherer.submit(chunk(1, 'b')),
      gatherer.submit(chunk(2, 'c')),
    ]);
    expect(handled).toEqual(['abc', 'b']);
  });

  it('tries each apart when all of them failed, and only the one with the poison fails', async () => {
    const { handled, handle } = handler((keys) => (keys.includes('x') ? new PermanentError('spec.poison', 'x') : null));
    const gatherer = new Gatherer(handle, 500);
    const results = await Promise.allSettled([
      gatherer.submit(chunk(0, 'a')),
      gatherer.submit(chunk(1, 'x')),
      gatherer.submit(chunk(2, 'b')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(handled).toEqual(['axb', 'a', 'x', 'b']);
  });

  it('lets all of them wait when something they lean on is down, without trying each', async () => {
    const { handled, handle } = handler(() => new TransientError('down'));
    const gatherer = new Gatherer(handle, 500);
    const results = await Promise.allSettled([gatherer.submit(chunk(0, 'a')), gatherer.submit(chunk(1, 'b'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(handled).toEqual(['ab']);
  });

  it('gathers what comes while it is busy', async () => {
    const { handled, handle } = handler();
    let later: Promise<void>[] = [];
    const gatherer = new Gatherer(async (deliveries) => {
      if (keysOf(deliveries) === 'a') later = [gatherer.submit(chunk(1, 'b')), gatherer.submit(chunk(2, 'c'))];
      await handle(deliveries);
    }, 500);
    await gatherer.submit(chunk(0, 'a'));
    await Promise.all(later);
    expect(handled).toEqual(['a', 'bc']);
  });
});
