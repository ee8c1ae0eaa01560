import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@gong-timeline/persistence';
import { type Clock, ProblemError } from '@gong-timeline/runtime';
import { CHECK_THE_CLIENT } from '../connecting/refusals';
import type { GongApp } from '../oauth/admit-grant';
import type { GongOAuthClient, TokenResult } from '../oauth/gong-oauth-client';
import { openToken } from '../sealing/seal-token';
import type { TokenKeys } from '../sealing/token-keys';
import { wordsOfOpening } from '../sealing/words-of-opening';
import type { HeldGrant } from '../store/held-grant.store';
import {
  isReplaced,
  type LeaseAttempt,
  pauseRefresh,
  type RefreshLease,
  releaseLease,
  takeLease,
} from '../store/refresh-lease.store';
import { giveGrantUp } from './give-grant-up';
import { keepTrying } from './keep-trying';
import type { RefreshTimes } from './refresh-times';
import { storeNewPair } from './store-new-pair';

export type RefreshLog = Readonly<Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>>;

export interface RefreshParts {
  readonly database: Database;
  readonly app: GongApp;
  readonly client: Pick<GongOAuthClient, 'refresh'>;
  readonly keys: TokenKeys;
  readonly times: RefreshTimes;
  readonly clock: Clock;
  readonly log: RefreshLog;
  readonly count: (result: TokenResult['kind'] | 'overtaken') => void;
}

/** The request that the refresh came of. */
export interface Cause {
  readonly correlationId: string;
  readonly traceparent: string | null;
}

/**
 * Refreshes one pair, once, however many replicas want to: resolves when there is something new to read in the store,
 * be it by us or by another. Gong's refresh tokens work once, so:
 * - a lease in the database lets one replica at a time ask Gong; it ends by itself if that replica dies;
 * - the new pair is committed before anybody uses it; as long as the process lives it tries to, also while PostgreSQL
 *   restarts, and it does so even if its lease has passed to another;
 * - invalid_grant counts only if the pair that was sent is still the stored one.
 * One window stays open: a process that dies after Gong answered and before the commit takes the new pair with it.
 * Then the next refresh gets invalid_grant, and an admin has to authorise again.
 */
export async function refreshGrant(parts: RefreshParts, held: HeldGrant, cause: Cause): Promise<void> {
  const { tenantId, connectionId, generation } = held;
  const lease = { tenantId, connectionId, generation, owner: randomUUID() };
  const attempt = await leaseOrOver(parts, lease);
  if (attempt.kind !== 'taken') return;
  const refreshToken = await openRefreshToken(parts, lease, held, attempt);
  const result = await parts.client.refresh(refreshToken);
  const outcome = await settle(parts, { lease, refreshToken, cause }, result);
  parts.count(outcome);
  const fields = { tenantId, connectionId, generation, outcome };
  if (outcome === 'granted') parts.log.info(fields, 'refreshed the tokens of a connection');
  else
    parts.log.warn({ ...fields, said: result.kind === 'granted' ? null : result.words }, 'tokens were not refreshed');
}

/** Ends by itself: a lease runs out, and whoever holds it changes what is stored. */
async function leaseOrOver({ database, times }: RefreshParts, lease: RefreshLease): Promise<LeaseAttempt> {
  for (;;) {
    const attempt = await database.within(lease.tenantId).transaction((tx) => takeLease(tx, lease, times.leaseMs));
    if (attempt.kind !== 'busy') return attempt;
    await pause(times.pollMs);
  }
}

async function openRefreshToken(
  { database, keys }: RefreshParts,
  lease: RefreshLease,
  { name }: HeldGrant,
  { keyId, sealedRefreshToken }: Extract<LeaseAttempt, { kind: 'taken' }>,
): Promise<string> {
  const { tenantId, connectionId } = lease;
  const opened = openToken(keys, keyId, { tenantId, connectionId, column: 'refresh-token' }, sealedRefreshToken);
  if ('token' in opened) return opened.token;
  await database.within(lease.tenantId).transaction((tx) => releaseLease(tx, lease));
  throw new ProblemError('connection.not-usable', wordsOfOpening(opened.failure, { name, keyId }));
}

async function settle(
  parts: RefreshParts,
  { lease, refreshToken, cause }: { lease: RefreshLease; refreshToken: string; cause: Cause },
  result: TokenResult,
): Promise<TokenResult['kind'] | 'overtaken'> {
  const { database, times } = parts;
  switch (result.kind) {
    case 'granted': {
      const { grant } = result;
      // Its life began with the answer, however long storing it takes.
      const obtainedAt = parts.clock.now();
      const pair = { ...grant, refreshToken: grant.refreshToken ?? refreshToken, obtainedAt };
      const isStored = await keepTrying(parts, () => storeNewPair(parts, lease, pair, cause));
      return isStored ? 'granted' : 'overtaken';
    }
    case 'grant-invalid': {
      if (await isOvertaken(parts, lease)) return 'overtaken';
      const isGivenUp = await database
        .within(lease.tenantId)
        .transaction((tx) => giveGrantUp(tx, lease, result.words, cause));
      return isGivenUp ? 'grant-invalid' : 'overtaken';
    }
    default: {
      const failure = result.kind === 'client-refused' ? `${result.words}. ${CHECK_THE_CLIENT}` : `${result.words}.`;
      await database
        .within(lease.tenantId)
        .transaction((tx) => pauseRefresh(tx, lease, { pauseMs: times.pauseMs, failure }));
      return result.kind;
    }
  }
}

async function isOvertaken({ database, times }: RefreshParts, lease: RefreshLease): Promise<boolean> {
  for (let waitedMs = 0; ; waitedMs += times.pollMs) {
    if (await isReplaced(database.within(lease.tenantId), lease)) return true;
    if (waitedMs >= times.graceMs) return false;
    await pause(times.pollMs);
  }
}
