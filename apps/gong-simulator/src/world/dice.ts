/**
 * A small, fast source of repeatable numbers (mulberry32). Everything the simulator invents comes from here, so the
 * same seed gives the same world on every machine. Not for secrets.
 */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** The next unsigned 32-bit number. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  below(limit: number): number {
    return this.next() % limit;
  }

  between(least: number, most: number): number {
    return least + (this.next() % (most - least + 1));
  }

  pick<T>(list: readonly T[]): T {
    return at(list, this.next());
  }
}

/** The element at `index`, counted round and round; the list must not be empty. */
export function at<T>(list: readonly T[], index: number): T {
  if (list.length === 0) throw new Error('nothing to pick from: the list is empty');
  return list[index % list.length] as T;
}

/** A 32-bit seed from any text (FNV-1a with a final mix). */
export function seedFromText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** A seed for one thing among many: `index` may be beyond 32 bits. */
export function seedFor(seed: number, index: number, salt: number): number {
  const high = Math.floor(index / 0x100000000);
  return mix(
    seed ^ Math.imul(index | 0, 0x9e3779b1) ^ Math.imul(high + 1, 0x85ebca6b) ^ Math.imul(salt + 1, 0xc2b2ae35),
  );
}

function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
