import { isDeepStrictEqual } from 'node:util';
import { findBreaks } from './find-breaks';
import type { Release } from './released';

export interface Verdict {
  /** A sentence for each thing that is wrong; nothing may be written while there is one. */
  readonly faults: readonly string[];
  /** It is released under this number already, and the same. */
  readonly isReleased: boolean;
}

/**
 * Whether these schemas may stand under this number: compatible both ways with everything that was ever released, and
 * no other than what the number stands for already.
 */
export const judgeRelease = (number: string, now: Release, released: ReadonlyMap<string, Release>): Verdict => {
  const faults = [...released].flatMap(([before, schemas]) =>
    [...schemas].flatMap(([name, old]) => {
      const current = now.get(name);
      if (current === undefined) return [`${name} was released with ${before} and is gone`];
      return [
        ...findBreaks(current, old).map(({ at, what }) => `${name}: a reader of ${before} breaks: ${at} ${what}`),
        ...findBreaks(old, current).map(({ at, what }) => `${name}: events of ${before} are not taken: ${at} ${what}`),
      ];
    }),
  );
  const same = released.get(number);
  const isReleased = same !== undefined && isDeepStrictEqual(new Map(same), new Map(now));
  const newest = [...released.keys()].pop();
  if (same !== undefined && !isReleased)
    faults.push(`${number} is released and differs: raise \`release\` in topics.ts`);
  if (same === undefined && newest !== undefined && !isNewer(number, newest)) {
    faults.push(`${number} is older than ${newest}, which is released`);
  }
  return { faults, isReleased };
};

const isNewer = (one: string, other: string): boolean => one.localeCompare(other, 'en', { numeric: true }) > 0;
