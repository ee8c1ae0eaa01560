import { OUTCOME } from '../../status/words';

type Code = keyof typeof OUTCOME;
const isCode = (code: string): code is Code => code in OUTCOME;

/** Why calls wait or failed, the most frequent reason first. */
export const reasonsNow = (
  byCode: Readonly<Record<string, number>>,
  meaning: 'waiting' | 'failed',
): readonly (readonly [Code, number])[] =>
  Object.entries(byCode)
    .flatMap(([code, calls]) => (isCode(code) && OUTCOME[code].meaning === meaning ? [[code, calls] as const] : []))
    .toSorted((one, other) => other[1] - one[1]);
