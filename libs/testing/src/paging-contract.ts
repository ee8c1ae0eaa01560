import * as fc from 'fast-check';

/** A list as its callers see it, and rows that come and go in it. */
export interface PagedList {
  /** `rank` says where in the order; several rows may have one. Gives the id by which the list shows it. */
  add(rank: number): Promise<string>;
  /** Not there where rows can only be added. */
  remove?(id: string): Promise<void>;
  page(cursor: string | undefined, limit: number): Promise<{ ids: readonly string[]; nextCursor: string | null }>;
}

const RANKS = 6;
const RUNS = 12;
const rank = fc.nat(RANKS);
const change = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), rank }),
  fc.record({ kind: fc.constant('remove' as const), which: fc.nat(50) }),
);

/** X2: paging neither skips nor repeats a row, whatever rows are added and removed between two pages. */
export const pagingContract = (what: string, open: () => Promise<PagedList>): void => {
  it(`${what}: pages neither skip nor repeat a row while others are added and removed (X2)`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(rank, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 8 }),
        walk(open),
      ),
      // The case that fails first tells enough: to shrink it takes minutes on a real database.
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 60_000);
};

type Change = { readonly kind: 'add'; readonly rank: number } | { readonly kind: 'remove'; readonly which: number };

const walk =
  (open: () => Promise<PagedList>) =>
  async (ranks: readonly number[], limit: number, turns: readonly (readonly Change[])[]): Promise<void> => {
    const list = await open();
    const there: string[] = [];
    for (const each of ranks) there.push(await list.add(each));
    const stayed = new Set(there);
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let turn = 0; ; turn += 1) {
      const { ids, nextCursor } = await list.page(cursor, limit);
      seen.push(...ids);
      if (nextCursor === null) break;
      cursor = nextCursor;
      for (const change of turns[turn] ?? []) {
        if (change.kind === 'add') there.push(await list.add(change.rank));
        else if (list.remove !== undefined && there.length > 0) {
          const [gone] = there.splice(change.which % there.length, 1);
          if (gone === undefined) continue;
          stayed.delete(gone);
          await list.remove(gone);
        }
      }
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect([...stayed].filter((id) => !seen.includes(id))).toEqual([]);
  };
