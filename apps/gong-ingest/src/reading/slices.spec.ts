import * as fc from 'fast-check';
import type { ReadWindow } from './read-window';
import { afterCursorExpired, nextSlice } from './slices';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 2, 1) + minutes * 60_000);
const slice = (from: number, to: number): ReadWindow => ({ from: at(from), to: at(to) });

describe('reading a window that outlives its cursor (S11)', () => {
  it('goes on with the first half, from its first page, and then with the other', () => {
    const half = afterCursorExpired(slice(0, 60));
    expect(half).toEqual(slice(0, 30));
    expect(nextSlice(slice(0, 30), at(60))).toEqual(slice(30, 60));
    expect(nextSlice(slice(30, 60), at(60))).toBeNull();
  });

  it('gives up on parts when a minute of calls is still too much', () => {
    expect(afterCursorExpired(slice(0, 1.5))).toEqual(slice(0, 1));
    expect(afterCursorExpired(slice(0, 1))).toBeNull();
  });

  it('reads every moment of the window, once, however often cursors expire', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.array(fc.boolean(), { maxLength: 60 }),
        (minutes, expires) => {
          let part: ReadWindow | null = slice(0, minutes);
          let read = 0;
          for (let step = 0; part !== null && step < 100_000; step++) {
            const shorter: ReadWindow | null = expires[step] ? afterCursorExpired(part) : null;
            if (shorter !== null) {
              expect(shorter.to.getTime()).toBeLessThan(part.to.getTime());
              part = shorter;
              continue;
            }
            expect(part.from.getTime()).toBe(at(read).getTime());
            read = (part.to.getTime() - at(0).getTime()) / 60_000;
            part = nextSlice(part, at(minutes));
          }
          expect(read).toBe(minutes);
        },
      ),
      { numRuns: 50 },
    );
  });
});
