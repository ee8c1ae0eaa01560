import { lendAccessToken } from '@gong-timeline/contracts';
import type { ServiceClient } from '@gong-timeline/runtime';
import type { GongAccess } from './gong-client';

interface Borrower {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly jobId: string;
}

interface Lent extends GongAccess {
  readonly fingerprint: string;
  readonly expiresAt: string;
}
type Kept = Lent & { readonly keptUntil: number };

/** connector-auth may have to refresh at Gong first, and gives Gong a minute for that. */
const LENDING_TIMEOUT_MS = 65_000;
/** Borrowed again after that. */
export const KEPT_MS = 60_000;
/** Not used when it runs out this soon: it could do so on the way. */
const MARGIN_MS = 60_000;

/**
 * Tokens that connector-auth has lent, in memory only and for a minute each: one of a connection that was deleted, revoked
 * or authorised anew is nowhere here after that, in any replica (S4).
 */
export class AccessTokens {
  private readonly lent = new Map<string, Kept>();

  constructor(
    private readonly connectorAuth: Pick<ServiceClient, 'call'>,
    private readonly clock: { now(): Date },
  ) {}

  /** `refused`: what Gong has just answered 401 to; that one is not lent again. */
  async borrow(by: Borrower, refused: GongAccess | null, signal: AbortSignal): Promise<GongAccess> {
    const key = `${by.tenantId}/${by.connectionId}`;
    const known = this.lent.get(key);
    const isRefused = refused !== null && known?.accessToken === refused.accessToken;
    if (known !== undefined && !isRefused && this.lasts(known)) return known;
    const lent = await this.connectorAuth.call(lendAccessToken, {
      tenantId: by.tenantId,
      params: { connectionId: by.connectionId },
      body: { refused: isRefused ? known.fingerprint : null },
      correlationId: by.jobId,
      signal,
      timeoutMs: LENDING_TIMEOUT_MS,
    });
    this.keep(key, { ...lent, keptUntil: this.clock.now().getTime() + KEPT_MS });
    return lent;
  }

  /** By a timer, too: nobody may ask for it again. */
  private keep(key: string, kept: Kept): void {
    this.lent.set(key, kept);
    const forget = () => this.lent.get(key) === kept && this.lent.delete(key);
    setTimeout(forget, KEPT_MS).unref();
  }

  private lasts({ expiresAt, keptUntil }: Kept): boolean {
    const now = this.clock.now().getTime();
    return now < keptUntil && Date.parse(expiresAt) - now > MARGIN_MS;
  }
}
