import { type Clock as PersistenceClock, systemClock } from '@gong-timeline/persistence';

/** Where time comes from. Rules are handed a Date; only handlers, loops and controllers ask the clock. */
export class Clock implements PersistenceClock {
  now(): Date {
    return systemClock.now();
  }
}
