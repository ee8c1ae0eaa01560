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

interface Local {
  sentAt: number;
  granted: number;
  grantedUntil: number;
}

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
  ) {
    const isFast = limits.requestsPerSecond >= BULK_FROM_PER_SECOND;
    this.bulk = isFast ? Math.ceil((limits.requestsPerSecond * BULK_MS) / 1000) : 1;
    this.gapMs = isFast ? 0 : 1000 / limits.requestsPerSecond;
    const spacingMs = (1000 / limits.requestsPerSecond) * (isFast ? 1 : WIDER);
    this.limit = { spacingMs, requestsPerDay: limits.requestsPerDay };
  }

  /** Resolves when a request may be sent at once. Waits of up to `patienceMs` are waited here; MustWait tells longer ones. */
  async next(apiBase: string, patienceMs: number, signal: AbortSignal): Promise<void> {
    const company = this.of(apiBase);
    for (;;) {
      signal.throwIfAborted();
      if (company.granted > 0 && performance.now() < company.grantedUntil) {
        company.granted -= 1;
        return;
      }
      const reserved = await this.reserve(apiBase);
      if (reserved.kind === 'granted') {
        await wait(reserved.inMs, undefined, { signal });
        company.granted = reserved.count - 1;
        company.grantedUntil = performance.now() + BULK_LIVES_MS;
        return this.keepGap(company, signal);
      }
      if (reserved.inMs > patienceMs) throw new MustWait(reserved.inMs, reserved.reason);
      await wait(reserved.inMs, undefined, { signal });
    }
  }

  /** Gong said 429. What other replicas have taken by the dozen may still be sent within a second. */
  async block(apiBase: string, forMs: number): Promise<void> {
    this.of(apiBase).granted = 0;
    await blockCompany(this.database, apiBase, forMs);
  }

  private async reserve(apiBase: string): Promise<Reservation> {
    const reserved = await reserveSlots(this.database, apiBase, this.limit, this.bulk);
    const isLastOfDay = reserved.kind === 'blocked' && reserved.reason === 'daily-quota' && this.bulk > 1;
    return isLastOfDay ? reserveSlots(this.database, apiBase, this.limit, 1) : reserved;
  }

  /** A request that left late, because this process was busy, must not be followed too soon by the next one's own slot. */
  private async keepGap(company: Local, signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, company.sentAt + this.gapMs);
    company.sentAt = at;
    if (at > now) await wait(at - now, undefined, { signal });
  }

  private of(apiBase: string): Local {
    const known = this.companies.get(apiBase);
    if (known !== undefined) return known;
    const fresh = { sentAt: Number.NEGATIVE_INFINITY, granted: 0, grantedUntil: 0 };
    this.companies.set(apiBase, fresh);
    return fresh;
  }
}
