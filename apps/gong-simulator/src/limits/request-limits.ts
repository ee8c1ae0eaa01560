import { GongError } from '../http/gong-error';

export interface LimitSize {
  /** 0: no limit. */
  requestsPerSecond: number;
  requestsPerDay: number;
}

const dayMs = 86_400_000;

/**
 * Gong's two limits of one company, counted when a request arrives: so many in any second, so many in a day. A refused
 * request counts for neither. The day begins with the first request after the last day ended (when Gong's quota starts
 * anew is not known).
 */
export class RequestLimits {
  private arrivals: number[] = [];
  private dayStartedMs = Number.NEGATIVE_INFINITY;
  private usedToday = 0;
  private size: LimitSize;

  constructor(size: LimitSize) {
    this.size = { ...size };
  }

  change(size: Partial<LimitSize>): LimitSize {
    this.size = { ...this.size, ...size };
    this.arrivals = [];
    this.dayStartedMs = Number.NEGATIVE_INFINITY;
    this.usedToday = 0;
    return { ...this.size };
  }

  /** Counts the request, or refuses it as Gong does. */
  admit(nowMs: number): void {
    const { requestsPerSecond, requestsPerDay } = this.size;
    if (nowMs - this.dayStartedMs >= dayMs) {
      this.dayStartedMs = nowMs;
      this.usedToday = 0;
    }
    if (requestsPerDay > 0 && this.usedToday >= requestsPerDay) {
      throw tooMany('Daily API request limit exceeded', this.dayStartedMs + dayMs - nowMs);
    }
    if (requestsPerSecond > 0) {
      this.arrivals = this.arrivals.filter((arrivedMs) => nowMs - arrivedMs < 1000);
      const oldest = this.arrivals[0];
      if (oldest !== undefined && this.arrivals.length >= requestsPerSecond) {
        throw tooMany('API request limit exceeded', oldest + 1000 - nowMs);
      }
      this.arrivals.push(nowMs);
    }
    this.usedToday += 1;
  }
}

/** `Retry-After` is a whole number of seconds, at least one. */
export function tooMany(message: string, waitMs: number): GongError {
  return new GongError(429, message, { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) });
}
