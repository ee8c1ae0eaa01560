import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@gong-timeline/persistence';
import { blockCompany, type RateLimit, type Reservation, reserveSlots } from '../store/gong-rate.store';

/** Slots a little wider than Gong's limit asks for: what the network does to their distance must not end in a 429. */
const WIDER = 1.035;
/** From this rate on slots are taken by the dozen: a commit for each request would cost more than the request. */
const BULK_FROM_PER_SECOND = 50;
const BULK_MS = 100;
/** A bulk that was not used in this time is let go: used later, it would add to the slots of that time. */
const BULK_LIVES_MS = 1_000;

/** A slot missed by more is given up. Less, and what the network adds, is what WIDER leaves of a second: 35 ms. */
const LATE_MS = 20;
/** By this much a slot may be later than the one before: where all come late, they keep their distance, and are used. */
const LATER_EACH_MS = 2;

interface Local {
  sentAt: number;
  /** How late even the most punctual of the last slots was used: the way to the database and back, mostly. */
  usuallyLateMs: number;
  granted: number;
  grantedUntil: number;
}

/** In this process's time. When exactly the database reserved is not known: between the question and its answer. */
interface Slot {
  readonly notBefore: number;
  readonly at: number;
}

/** Of this process: it only goes forward. */
interface PassingTime {
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const REAL_TIME: PassingTime = {
  now: () => performance.now(),
  wait: (ms, signal) => wait(ms, undefined, { signal }),
};

/** The company may not be asked before then, by anybody. */
export class MustWait extends Error {
  constructor(
    readonly inMs: number,
    readonly why: Extract<Reservation, { kind: 'blocked' }>['reason'],
  ) {
    super(why === 'daily-quota' ? 'The daily quota of requests to Gong is used up' : 'Gong asked us to wait');
    this.name = 'MustWait';
  }
}

/** S11: when a request may be sent. The slots are shared by all replicas, through the database. */
export class RequestSlots {
  private readonly companies = new Map<string, Local>();
  private readonly bulk: number;
  private readonly limit: RateLimit;
  private readonly gapMs: number;

  constructor(
    private readonly database: Database,
    limits: { readonly requestsPerSecond: number; readonly requestsPerDay: number },
    private readonly time: PassingTime = REAL_TIME,
  ) {
    const isFast = limits.requestsPerSecond >= BULK_FROM_PER_SECOND;
    this.bulk = isFast ? Math.ceil((limits.requestsPerSecond * BULK_MS) / 1000) : 1;
    this.gapMs = 1000 / limits.requestsPerSecond;
    const spacingMs = (1000 / limits.requestsPerSecond) * (isFast ? 1 : WIDER);
    this.limit = { spacingMs, requestsPerDay: limits.requestsPerDay };
  }

  /** Resolves when a request may be sent at once. Waits of up to `patienceMs` are waited here; MustWait tells longer ones. */
  async next(apiBase: string, patienceMs: number, signal: AbortSignal): Promise<void> {
    const company = this.of(apiBase);
    let givenUp: string | null = null;
    for (;;) {
      signal.throwIfAborted();
      if (company.granted > 0 && this.time.now() < company.grantedUntil) {
        company.granted -= 1;
        return;
      }
      const askedAt = this.time.now();
      const reserved = await this.reserve(apiBase, givenUp);
      givenUp = null;
      if (reserved.kind === 'granted') {
        const slot = { notBefore: askedAt + reserved.inMs, at: this.time.now() + reserved.inMs };
        if (this.bulk === 1) {
          if (await this.isInTime(company, slot, signal)) return;
          givenUp = reserved.day;
          continue;
        }
        await this.time.wait(reserved.inMs, signal);
        company.granted = reserved.count - 1;
        company.grantedUntil = this.time.now() + BULK_LIVES_MS;
        return;
      }
      if (reserved.inMs > patienceMs) throw new MustWait(reserved.inMs, reserved.reason);
      await this.time.wait(reserved.inMs, signal);
    }
  }

  /** Gong said 429. What other replicas have taken by the dozen may still be sent within a second. */
  async block(apiBase: string, forMs: number): Promise<void> {
    this.of(apiBase).granted = 0;
    await blockCompany(this.database, apiBase, forMs);
  }

  private async reserve(apiBase: string, unusedOf: string | null): Promise<Reservation> {
    const reserved = await reserveSlots(this.database, apiBase, this.limit, this.bulk, unusedOf);
    const isLastOfDay = reserved.kind === 'blocked' && reserved.reason === 'daily-quota' && this.bulk > 1;
    return isLastOfDay ? reserveSlots(this.database, apiBase, this.limit, 1) : reserved;
  }

  /**
   * Waits for a slot; false when it was missed, because this process or the database was busy: sent now, the request
   * would come too close to the slots behind it, which other replicas may have. Within this process, a request that left
   * a little late is not followed too soon by the next one's own slot.
   */
  private async isInTime(company: Local, slot: Slot, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const now = this.time.now();
      const at = Math.max(now, slot.at, company.sentAt + this.gapMs);
      if (at > now) {
        await this.time.wait(at - now, signal);
        continue;
      }
      const lateMs = now - slot.notBefore;
      const isMissed = lateMs > company.usuallyLateMs + LATE_MS;
      company.usuallyLateMs = Math.min(lateMs, company.usuallyLateMs + LATER_EACH_MS);
      if (!isMissed) company.sentAt = now;
      return !isMissed;
    }
  }

  private of(apiBase: string): Local {
    const known = this.companies.get(apiBase);
    if (known !== undefined) return known;
    const fresh = { sentAt: Number.NEGATIVE_INFINITY, usuallyLateMs: 0, granted: 0, grantedUntil: 0 };
    this.companies.set(apiBase, fresh);
    return fresh;
  }
}
