interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

export interface RateDecision {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until one more is allowed; 0 when one is. */
  readonly retryAfterS: number;
  /** Seconds until all of them are. */
  readonly resetS: number;
}

const MINUTE_MS = 60_000;
/** More keys than that and those longest unseen are forgotten: memory is bounded whatever is sent. */
const MOST_KEYS = 20_000;

/** A token bucket a key: a minute's worth at once, refilled evenly. Kept in this process: each replica counts for itself. */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly perMinute: number) {}

  /** Takes one from the key's bucket, if there is one. */
  take(key: string, now: Date): RateDecision {
    const tokens = this.tokensOf(key, now);
    const allowed = tokens >= 1;
    this.store(key, { tokens: allowed ? tokens - 1 : tokens, at: now.getTime() });
    return this.decision(allowed, allowed ? tokens - 1 : tokens);
  }

  /** The same without taking. */
  look(key: string, now: Date): RateDecision {
    const tokens = this.tokensOf(key, now);
    return this.decision(tokens >= 1, tokens);
  }

  private tokensOf(key: string, now: Date): number {
    const bucket = this.buckets.get(key);
    if (bucket === undefined) return this.perMinute;
    const elapsedMs = Math.max(0, now.getTime() - bucket.at);
    return Math.min(this.perMinute, bucket.tokens + (elapsedMs / MINUTE_MS) * this.perMinute);
  }

  private decision(allowed: boolean, tokens: number): RateDecision {
    const missing = Math.max(0, 1 - tokens);
    const retryAfterS = allowed ? 0 : Math.max(1, Math.ceil((missing / this.perMinute) * (MINUTE_MS / 1000)));
    const resetS = Math.ceil(((this.perMinute - tokens) / this.perMinute) * (MINUTE_MS / 1000));
    return { allowed, limit: this.perMinute, remaining: Math.floor(tokens), retryAfterS, resetS };
  }

  private store(key: string, bucket: Bucket): void {
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size <= MOST_KEYS) return;
    const [oldest] = this.buckets.keys();
    if (oldest !== undefined) this.buckets.delete(oldest);
  }
}
