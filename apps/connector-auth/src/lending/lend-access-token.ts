import type { lendAccessToken, ResponseOf } from '@gong-timeline/contracts';
import { notFound, ProblemError } from '@gong-timeline/runtime';
import { whyNotUsable } from '../connecting/connection-state';
import { openToken } from '../sealing/seal-token';
import { wordsOfOpening } from '../sealing/words-of-opening';
import type { ConnectionKey } from '../store/connection.store';
import { type HeldGrant, readHolding } from '../store/held-grant.store';
import { decideLending } from './decide-lending';
import { type Cause, type RefreshParts, refreshGrant } from './refresh-grant';

export interface LendingParts extends RefreshParts {
  /** A token that lives no longer than this is refreshed before it is lent. */
  readonly marginMs: number;
  /** Called with each lending: must take no time. */
  readonly lent: (key: ConnectionKey) => void;
}

export interface LendingRequest extends ConnectionKey, Cause {
  readonly refused: string | null;
}

export type LentToken = ResponseOf<typeof lendAccessToken>;

/** One refresh brings a token that can be lent. More are needed only if Gong refuses what it has just given. */
const MOST_REFRESHES = 2;

/**
 * Lends tokens that work now. All callers of this process who wait for a refresh of one connection wait for the same
 * one. A caller that goes away does not end it: Gong's answer would be lost.
 */
export class TokenLender {
  private readonly refreshing = new Map<string, Promise<void>>();

  constructor(private readonly parts: LendingParts) {}

  async lend(request: LendingRequest): Promise<LentToken> {
    const { clock, marginMs } = this.parts;
    for (let refreshes = 0; ; refreshes++) {
      const held = await this.usable(request);
      const decision = decideLending(held, request.refused, clock.now(), marginMs);
      if (decision === 'lend') return this.open(held);
      if (decision === 'unavailable' || refreshes === MOST_REFRESHES) {
        const why = held.lastFailure ?? 'Gong refuses the tokens that it gives.';
        throw new ProblemError('gong.unavailable', `${why} The tokens of "${held.name}" stay as they are.`);
      }
      await this.refreshOnce(held, request);
    }
  }

  /** For an orderly stop. */
  async finish(): Promise<void> {
    await Promise.allSettled(this.refreshing.values());
  }

  private async usable(key: ConnectionKey): Promise<HeldGrant> {
    const holding = await readHolding(this.parts.database.within(key.tenantId), key);
    if (holding === null) throw notFound('connection');
    if (holding.state !== 'active' || holding.generation === null) {
      throw new ProblemError('connection.not-usable', whyNotUsable(holding) ?? 'It has no tokens.');
    }
    return holding;
  }

  private refreshOnce(held: HeldGrant, { correlationId, traceparent }: Cause): Promise<void> {
    const key = `${held.tenantId}/${held.connectionId}`;
    const running = this.refreshing.get(key);
    if (running !== undefined) return running;
    const refresh = refreshGrant(this.parts, held, { correlationId, traceparent }).finally(() => {
      this.refreshing.delete(key);
    });
    this.refreshing.set(key, refresh);
    return refresh;
  }

  private open(held: HeldGrant): LentToken {
    const { tenantId, connectionId, keyId, sealedAccessToken } = held;
    const place = { tenantId, connectionId, column: 'access-token' } as const;
    const opened = openToken(this.parts.keys, keyId, place, sealedAccessToken);
    if ('failure' in opened) {
      const words = wordsOfOpening(opened.failure, held);
      this.parts.log.error({ tenantId, connectionId, keyId, failure: opened.failure }, words);
      throw new ProblemError('connection.not-usable', words);
    }
    this.parts.lent(held);
    return {
      accessToken: opened.token,
      fingerprint: held.accessFingerprint,
      apiBaseUrl: held.apiBaseUrl,
      expiresAt: held.expiresAt.toISOString(),
    };
  }
}
