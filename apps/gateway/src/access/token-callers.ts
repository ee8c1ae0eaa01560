import type { OperationDefinition } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Clock, CONFIG, type Identity, ProblemError } from '@gong-timeline/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { GatewayConfig } from '../config';
import { findToken, type KnownToken, markTokenUsed } from '../store/token.store';
import { refuseSuspended } from '../tenants/refuse-suspended';
import { mayByScopes, scopeOf } from '../tokens/scopes';
import { hashApiToken, looksLikeApiToken } from './api-token';
import { clientAddress } from './client-address';
import { limitKey } from './limit-key';
import { type RateDecision, RateLimit } from './rate-limit';
import { rateLimited, tellRate } from './tell-rate';
import { TokenCache } from './token-cache';

/** "Last used" is kept to the minute, so that using a token does not write with every request. */
const LAST_USED_STEP_MS = 60_000;
const REFUSED =
  'Send a valid API token as Authorization: Bearer <token>; this one is missing, unknown, revoked or expired';

/** Other teams, scripts and the operator, by API token. Why a token is refused is not told: that would say which ones exist. */
@Injectable()
export class TokenCallers {
  private readonly cache = new TokenCache();
  private readonly perToken: RateLimit;
  private readonly failuresPerAddress: RateLimit;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) config: GatewayConfig,
  ) {
    this.perToken = new RateLimit(config.RATE_LIMIT_PER_MINUTE);
    this.failuresPerAddress = new RateLimit(config.FAILED_TOKENS_PER_MINUTE);
  }

  identify(text: string, request: Request, operation: OperationDefinition): Promise<Identity> {
    return this.admit(text, clientAddress(request), operation, (rate) => tellRate(request, rate));
  }

  /** Over HTTP and gRPC alike: the same rate, the same scopes. `address`: where the caller calls from. */
  async admit(
    text: string,
    address: string,
    operation: OperationDefinition,
    tell: (rate: RateDecision) => void = () => undefined,
  ): Promise<Identity> {
    const now = this.clock.now();
    const token = await this.find(text, address, now);
    const rate = this.perToken.take(token.tokenId, now);
    tell(rate);
    if (!rate.allowed) throw rateLimited('This token made too many requests', rate);
    refuse(token, operation);
    return {
      tenantId: token.tenantId ?? '',
      actorId: `token:${token.tokenId}`,
      role: token.role,
      actorName: token.name,
      address,
    };
  }

  /** Of a call that goes on for long: throws what it would now be refused with. Takes nothing of the token's rate. */
  async lookAgain(text: string, address: string, operation: OperationDefinition): Promise<void> {
    refuse(await this.find(text, address, this.clock.now()), operation);
  }

  /** After a revocation: this replica takes the token no more. */
  forget(tokenId: string): void {
    this.cache.forget(tokenId);
  }

  forgetTenant(tenantId: string): void {
    this.cache.forgetTenant(tenantId);
  }

  private async find(text: string, address: string, now: Date): Promise<KnownToken> {
    const hash = hashApiToken(text);
    const token = this.cache.get(hash, now) ?? (await this.lookUp(text, hash, address, now));
    refuseExpired(token, now);
    return token;
  }

  private async lookUp(text: string, hash: Buffer, address: string, now: Date): Promise<KnownToken> {
    const rate = this.failuresPerAddress.look(limitKey(address), now);
    if (!rate.allowed) throw rateLimited('Too many unknown tokens came from this address', rate);
    // Across tenants: only the token says whose it is.
    const token = looksLikeApiToken(text) ? await findToken(this.database.acrossTenants(), hash) : null;
    if (token === null) {
      this.failuresPerAddress.take(limitKey(address), now);
      throw new ProblemError('auth.missing', REFUSED);
    }
    // Before it is marked: who comes with an expired token has not used it.
    refuseExpired(token, now);
    this.cache.put(hash, token, now);
    if (token.lastUsedAt === null || now.getTime() - token.lastUsedAt.getTime() >= LAST_USED_STEP_MS) {
      // The operator's token is no tenant's, and stands in a table of its own.
      const reached = token.tenantId === null ? this.database : this.database.within(token.tenantId);
      await reached.transaction((tx) => markTokenUsed(tx, token, address));
    }
    return token;
  }
}

const refuseExpired = ({ expiresAt }: KnownToken, now: Date): void => {
  if (expiresAt !== null && expiresAt <= now) throw new ProblemError('auth.missing', REFUSED);
};

const refuse = ({ tenantState, scopes }: KnownToken, operation: OperationDefinition): void => {
  refuseSuspended(tenantState);
  if (mayByScopes(scopes, operation)) return;
  throw new ProblemError('auth.forbidden', `This needs the scope ${scopeOf(operation)}, which the token has not`);
};
