import { type Backoff, delayMs } from '../consumer/backoff';

const HOLD: Backoff = { firstMs: 1_000, longestMs: 60_000 };

export interface HeldTopic {
  readonly topic: string;
  readonly attempts: number;
  readonly lastError: string;
  readonly untilMs: number;
}

/**
 * Topics the broker refuses whole (unknown, forbidden): their messages wait in the outbox and the other topics go on.
 * Kept by this process only: a new one simply finds out again.
 */
export class HeldTopics {
  private readonly held = new Map<string, HeldTopic>();

  hold(topic: string, error: string, nowMs: number): HeldTopic {
    const attempts = (this.held.get(topic)?.attempts ?? 0) + 1;
    const entry = { topic, attempts, lastError: error, untilMs: nowMs + delayMs(HOLD, attempts) };
    this.held.set(topic, entry);
    return entry;
  }

  sent(topics: Iterable<string>): void {
    if (this.held.size > 0) for (const topic of topics) this.held.delete(topic);
  }

  at(nowMs: number): string[] {
    return this.held.size === 0 ? [] : [...this.held.values()].filter((h) => h.untilMs > nowMs).map((h) => h.topic);
  }

  all(): readonly HeldTopic[] {
    return [...this.held.values()];
  }
}
