import { Dice, seedFor } from '../world/dice';
import type { MeetingClock } from './business-time';
import { businessClock, evenClock, leastBusinessMicros } from './business-time';

export interface ScheduleSize {
  seed: number;
  calls: number;
  days: number;
  flavour: 'quarter' | 'clean';
  /** New calls keep coming as the world's clock goes on. */
  live: boolean;
  /** The world's present at the start, in microseconds since 1970. */
  anchorMicros: number;
}

const minute = 60_000_000;
const dayMicros = 86_400_000_000;

/**
 * When each call starts. Meeting time is cut into slots of one width and call `n` starts somewhere in slot `n`, counted
 * from 2001: so `started` grows with the number, a time leads straight to a number, and a call keeps its number, id and
 * time when the simulator is started again later.
 */
export class Schedule {
  private readonly clock: MeetingClock;
  private readonly slotMicros: number;
  private readonly processingMicros: number;
  /** The oldest call that lists show. Older numbers are still found by id. */
  readonly first: number;
  private readonly lastAtAnchor: number;

  constructor(private readonly size: ScheduleSize) {
    const window = size.days * dayMicros;
    this.processingMicros = Math.min(90 * minute, window / 20);
    const business = size.flavour === 'quarter' && size.days >= 7;
    this.clock = business ? businessClock : evenClock;
    const room = (business ? leastBusinessMicros(size.days) : window) - this.processingMicros;
    // A little narrower than the window, so that a sync some minutes later still finds every call in it.
    this.slotMicros = (room * 0.98) / (size.calls + 1);
    this.lastAtAnchor = this.firstAtOrAfter(size.anchorMicros - this.processingMicros) - 1;
    this.first = this.lastAtAnchor - size.calls + 1;
  }

  /** The newest call that Gong has finished processing; below `first` when there is none. */
  last(nowMicros: number): number {
    if (!this.size.live || this.size.calls === 0) return this.lastAtAnchor;
    return this.firstAtOrAfter(nowMicros - this.processingMicros) - 1;
  }

  startedMicros(number: number): number {
    const dice = new Dice(seedFor(this.size.seed, number, 1));
    const share = 0.05 + (0.9 * dice.below(1_000_000)) / 1_000_000;
    const exact = Math.floor(this.clock.toWorld((number + share) * this.slotMicros));
    const grain = dice.below(4);
    if (grain === 0) return this.roundedWithinSlot(number, exact, 1_000_000);
    if (grain === 1) return this.roundedWithinSlot(number, exact, 1_000);
    return exact;
  }

  /** The number of the first call that starts at or after this time. */
  firstAtOrAfter(micros: number): number {
    let number = Math.max(0, Math.floor(this.clock.fromWorld(micros) / this.slotMicros) - 1);
    while (this.startedMicros(number) < micros) number += 1;
    return number;
  }

  /** Whole seconds or milliseconds for some, but never before the slot begins: the order must hold. */
  private roundedWithinSlot(number: number, exact: number, grainMicros: number): number {
    const rounded = exact - (exact % grainMicros);
    return rounded > this.clock.toWorld(number * this.slotMicros) ? rounded : exact;
  }
}
