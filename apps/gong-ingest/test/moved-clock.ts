import { Clock } from '@gong-timeline/runtime';

/** Time that a spec moves. */
export class MovedClock extends Clock {
  aheadMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }
}
