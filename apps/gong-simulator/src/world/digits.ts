import type { Dice } from './dice';

const three = Array.from({ length: 1000 }, (_, value) => String(value).padStart(3, '0'));
const two = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

/** Two digits with a leading zero; `value` must be 0-99. */
export function twoDigits(value: number): string {
  return two[value] as string;
}

/** Nine digits with leading zeros; `value` must be 0-999,999,999. Table look-ups: this is on the hot path. */
export function nineDigits(value: number): string {
  const thousands = Math.floor(value / 1000);
  return (three[Math.floor(thousands / 1000)] as string) + three[thousands % 1000] + three[value % 1000];
}

/** A 19-digit id as Gong's are: too big for a JavaScript number, below 2^63. */
export function gongId(dice: Dice): string {
  return String(1 + dice.below(8)) + nineDigits(dice.below(1_000_000_000)) + nineDigits(dice.below(1_000_000_000));
}
