import { eventually } from '@gong-timeline/testing';
import { Prefetch } from './prefetch';

interface Numbered {
  readonly number: number;
  readonly bytes: number;
  readonly next: number | null;
}
const bounds = { depth: 3, mostBytes: 1_000 };

/** Pages 1, 2, ... up to `last`; notes how far it has fetched. */
const book = (last: number, bytes = 1) => {
  const fetched: number[] = [];
  const fetch = async (number: number): Promise<Numbered> => {
    fetched.push(number);
    return { number, bytes, next: number === last ? null : number + 1 };
  };
  return { fetched, fetch };
};
const numbers = (pages: readonly Numbered[]): number[] => pages.map(({ number }) => number);

describe('Prefetch', () => {
  it('gives all pages in order, several when they wait, and then none', async () => {
    const { fetch } = book(7);
    const pages = new Prefetch<Numbered>(bounds, 1, fetch);
    const seen: number[] = [];
    for (;;) {
      const taken = numbers(await pages.take(2));
      if (taken.length === 0) break;
      expect(taken.length).toBeLessThanOrEqual(2);
      seen.push(...taken);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await pages.take(2)).toEqual([]);
  });

  it('fetches ahead while nobody takes, and no further than its bounds', async () => {
    const many = book(100);
    const pages = new Prefetch<Numbered>(bounds, 1, many.fetch);
    await eventually(() => expect(many.fetched).toEqual([1, 2, 3]));
    await pages.take(1);
    await eventually(() => expect(many.fetched).toEqual([1, 2, 3, 4]));

    const heavy = book(100, 600);
    new Prefetch<Numbered>(bounds, 1, heavy.fetch);
    await eventually(() => expect(heavy.fetched).toEqual([1, 2]));
    pages.stop();
  });

  it('gives what was fetched before an error, and then the error', async () => {
    const { fetch } = book(100);
    const pages = new Prefetch<Numbered>(bounds, 1, (number) =>
      number === 3 ? Promise.reject(new Error('cut')) : fetch(number),
    );
    const taken = [...numbers(await pages.take(1)), ...numbers(await pages.take(1))];
    expect(taken).toEqual([1, 2]);
    await expect(pages.take(1)).rejects.toThrow('cut');
  });

  it('has nothing to give when there is no place to begin at', async () => {
    expect(await new Prefetch<Numbered>(bounds, null, book(1).fetch).take(5)).toEqual([]);
  });

  it('fetches no more once it is stopped', async () => {
    const { fetched, fetch } = book(100);
    const pages = new Prefetch<Numbered>(bounds, 1, fetch);
    await eventually(() => expect(fetched).toHaveLength(3));
    pages.stop();
    await pages.take(3);
    expect(await pages.take(3)).toEqual([]);
    expect(fetched).toHaveLength(3);
  });
});
