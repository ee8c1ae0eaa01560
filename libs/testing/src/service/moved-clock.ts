import { Clock } from '@gong-timeline/runtime';

/** Time that a spec moves. */
export class MovedClock extends Clock {
  aheadMs = 0;
  private heldAt: Date | null = null;

  override now(): Date {
    return new Date((this.heldAt ?? super.now()).getTime() + this.aheadMs);
  }

  step(ms: number): void {
    this.aheadMs += ms;
  }

  /** It stands still from here on, but for steps: a busy machine makes no difference to what is counted in seconds. */
  hold(): void {
    this.heldAt = super.now();
  }

  goOn(): void {
    this.heldAt = null;
  }
}
