import type { KnownToken } from '../store/token.store';

/** How long another replica's revocation may go unseen here. A revocation at this replica is seen at once. */
export const TOKEN_CACHE_MS = 3_000;
const MOST_TOKENS = 10_000;

/** Tokens that were found a moment ago, by hash. Unknown ones are not kept: they cost their sender, not our memory. */
export class TokenCache {
  private readonly entries = new Map<string, { readonly token: KnownToken; readonly until: number }>();

  get(hash: Buffer, now: Date): KnownToken | null {
    const key = hash.toString('base64');
    const entry = this.entries.get(key);
    if (entry === undefined) return null;
    if (now.getTime() < entry.until) return entry.token;
    this.entries.delete(key);
    return null;
  }

  put(hash: Buffer, token: KnownToken, now: Date): void {
    if (this.entries.size >= MOST_TOKENS) {
      const [oldest] = this.entries.keys();
      if (oldest !== undefined) this.entries.delete(oldest);
    }
    this.entries.set(hash.toString('base64'), { token, until: now.getTime() + TOKEN_CACHE_MS });
  }

  forget(tokenId: string): void {
    for (const [key, { token }] of this.entries) if (token.tokenId === tokenId) this.entries.delete(key);
  }

  forgetTenant(tenantId: string): void {
    for (const [key, { token }] of this.entries) if (token.tenantId === tenantId) this.entries.delete(key);
  }
}
