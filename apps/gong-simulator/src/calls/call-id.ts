import { seedFor } from '../world/dice';
import { nineDigits } from '../world/digits';

const space = 1_000_000_000;
/** Odd and no multiple of 5, so that multiplying by it shuffles 0..999,999,999; small enough to stay exact in a double. */
const stride = 7_368_787;
const unstride = inverse(BigInt(stride), BigInt(space));

/**
 * A call's id is its number in disguise: a prefix of the company (5 or 6 digits), four check digits, nine shuffled
 * digits. 18 or 19 digits, no table needed in either direction.
 */
export class CallIds {
  private readonly prefix: string;

  constructor(private readonly seed: number) {
    const long = 100_000 + (seedFor(seed, 0, 2) % 800_000);
    this.prefix = String(long % 4 === 0 ? Math.floor(long / 10) : long);
  }

  idOf(number: number): string {
    return this.prefix + this.check(number) + nineDigits((stride * (number % space)) % space);
  }

  /** The newest number up to `last` that has this id, or null. */
  numberOf(id: string, last: number): number | null {
    const tail = this.prefix.length + 4;
    if (id.length !== tail + 9 || !id.startsWith(this.prefix) || !/^\d+$/.test(id)) return null;
    const residue = Number((BigInt(id.slice(tail)) * unstride) % BigInt(space));
    const number = last - ((((last - residue) % space) + space) % space);
    return number >= 0 && this.idOf(number) === id ? number : null;
  }

  private check(number: number): string {
    return String(10_000 + (seedFor(this.seed, number, 3) % 10_000)).slice(1);
  }
}

/** The inverse of `value` modulo `modulus`, by Euclid. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [previous, current, x, nextX] = [value, modulus, 1n, 0n];
  while (current !== 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [x, nextX] = [nextX, x - quotient * nextX];
  }
  return ((x % modulus) + modulus) % modulus;
}
