import { Database } from '@gong-timeline/persistence';
import { Clock, CONFIG, type Identity, ProblemError } from '@gong-timeline/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { GatewayConfig } from '../config';
import { readCookie, sessionCookie } from '../sessions/session-cookie';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../settings/sign-in-settings';
import { findSession, type LiveSession, markSessionSeen } from '../store/session.store';
import { hashSecret } from './random-secret';
import { RateLimit } from './rate-limit';

/** When a session was last used is kept to the minute. It ends by idleness up to so much early, never late. */
const SEEN_STEP_MS = 60_000;
const REFUSED = 'Sign in again: the session is unknown, or it has ended';

/** People in a browser, by session cookie. */
@Injectable()
export class SessionCallers {
  private readonly perSession: RateLimit;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) config: GatewayConfig,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
  ) {
    this.perSession = new RateLimit(config.RATE_LIMIT_PER_MINUTE);
  }

  async identify(request: Request): Promise<Identity> {
    const session = await this.current(request);
    if (session === null) throw new ProblemError('auth.missing', REFUSED);
    const now = this.clock.now();
    const rate = this.perSession.take(session.sessionId, now);
    request.res?.set({ 'ratelimit-limit': `${rate.limit}`, 'ratelimit-remaining': `${rate.remaining}` });
    if (!rate.allowed) {
      const headers = { 'retry-after': `${rate.retryAfterS}` };
      throw new ProblemError(
        'rate.limited',
        `Too many requests; try again in ${rate.retryAfterS} s`,
        undefined,
        headers,
      );
    }
    if (now.getTime() - session.lastSeenAt.getTime() >= SEEN_STEP_MS) {
      await this.database.within(session.tenantId).transaction((tx) => markSessionSeen(tx, session));
    }
    return { tenantId: session.tenantId, actorId: `member:${session.memberId}`, role: session.role };
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
