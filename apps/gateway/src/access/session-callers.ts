import { Database } from '@gong-timeline/persistence';
import { Clock, CONFIG, type Identity, ProblemError } from '@gong-timeline/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { GatewayConfig } from '../config';
import { readCookie, sessionCookie } from '../sessions/session-cookie';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../settings/sign-in-settings';
import { findSession, type LiveSession, markSessionSeen } from '../store/session.store';
import { refuseSuspended } from '../tenants/refuse-suspended';
import { clientAddress } from './client-address';
import { limitKey } from './limit-key';
import { hashSecret } from './random-secret';
import { RateLimit } from './rate-limit';
import { RecentKeys } from './recent-keys';
import { rateLimited, tellRate } from './tell-rate';

/** When a session was last used is kept to the minute. It ends by idleness up to so much early, never late. */
const SEEN_STEP_MS = 60_000;
const REFUSED = 'Sign in again: the session is unknown, or it has ended';

/** People in a browser, by session cookie. */
@Injectable()
export class SessionCallers {
  private readonly perSession: RateLimit;
  private readonly failuresPerAddress: RateLimit;
  private readonly good = new RecentKeys();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) config: GatewayConfig,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
  ) {
    this.perSession = new RateLimit(config.RATE_LIMIT_PER_MINUTE);
    this.failuresPerAddress = new RateLimit(config.FAILED_TOKENS_PER_MINUTE);
  }

  async identify(request: Request): Promise<Identity> {
    const now = this.clock.now();
    const session = await this.find(request, now);
    const rate = this.perSession.take(session.sessionId, now);
    tellRate(request, rate);
    if (!rate.allowed) throw rateLimited('Too many requests', rate);
    refuseSuspended(session.tenantState);
    if (now.getTime() - session.lastSeenAt.getTime() >= SEEN_STEP_MS) {
      await this.database.within(session.tenantId).transaction((tx) => markSessionSeen(tx, session));
    }
    return {
      tenantId: session.tenantId,
      actorId: `member:${session.memberId}`,
      role: session.role,
      actorName: session.name,
      address: clientAddress(request),
    };
  }

  /** Made-up cookies cost a read of the database each: from one address so many a minute, and no more. */
  private async find(request: Request, now: Date): Promise<LiveSession> {
    const key = hashSecret(readCookie(sessionCookie(this.settings.publicUrl), request.headers) ?? '').toString('hex');
    const address = limitKey(clientAddress(request));
    const rate = this.failuresPerAddress.look(address, now);
    if (!rate.allowed && !this.good.has(key))
      throw rateLimited('Too many unknown sessions came from this address', rate);
    const session = await this.current(request);
    if (session !== null) {
      this.good.add(key);
      return session;
    }
    this.good.delete(key);
    this.failuresPerAddress.take(address, now);
    throw new ProblemError('auth.missing', REFUSED);
  }

  hasCookie(request: Request): boolean {
    return readCookie(sessionCookie(this.settings.publicUrl), request.headers) !== null;
  }

  /** The session that the request came with; null when it came with none that holds. */
  async current(request: Request): Promise<LiveSession | null> {
    const secret = readCookie(sessionCookie(this.settings.publicUrl), request.headers);
    if (secret === null) return null;
    const { idleMs } = this.settings;
    // Across tenants: only the cookie says whose it is.
    return findSession(this.database.acrossTenants(), hashSecret(secret), { now: this.clock.now(), idleMs });
  }
}
