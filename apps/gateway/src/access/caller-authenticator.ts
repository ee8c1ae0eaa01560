import type { OperationDefinition } from '@gong-timeline/contracts';
import { Authenticator, bearerToken, type Identity, ProblemError } from '@gong-timeline/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../settings/sign-in-settings';
import { AnonymousCallers } from './anonymous-callers';
import { clientAddress } from './client-address';
import { ownOrigins, refuseForgery } from './from-our-pages';
import { SessionCallers } from './session-callers';
import { TokenCallers } from './token-callers';

const NOBODY: Identity = { tenantId: '', actorId: 'nobody', role: 'nobody' };
const MISSING = 'Sign in, or send an API token as Authorization: Bearer <token>';

/**
 * Everybody who reaches the gateway: by bearer token, else by session cookie. With an Authorization header the cookie is
 * not looked at, so that a request never has two identities. A browser adds no such header by itself: such requests
 * cannot be forged. A GET changes nothing, so only the others are asked where they come from.
 */
@Injectable()
export class CallerAuthenticator extends Authenticator {
  private readonly origins: ReadonlySet<string>;

  constructor(
    @Inject(TokenCallers) private readonly tokens: TokenCallers,
    @Inject(SessionCallers) private readonly sessions: SessionCallers,
    @Inject(AnonymousCallers) private readonly anonymous: AnonymousCallers,
    @Inject(SIGN_IN_SETTINGS) { publicUrl }: SignInSettings,
  ) {
    super();
    this.origins = ownOrigins(publicUrl);
  }

  override async identify(request: Request, operation: OperationDefinition): Promise<Identity> {
    const changes = operation.method !== 'GET';
    if (operation.access === 'public') {
      this.anonymous.take(request);
      // Nobody is signed in by a page of somebody else, to work in an account that is not theirs.
      if (changes) refuseForgery(request.headers, { origins: this.origins, byCookie: false });
      return { ...NOBODY, address: clientAddress(request) };
    }
    if (request.headers.authorization !== undefined) {
      const token = bearerToken(request);
      if (token === null) throw new ProblemError('auth.missing', MISSING);
      return this.tokens.identify(token, request, operation);
    }
    if (!this.sessions.hasCookie(request)) throw new ProblemError('auth.missing', MISSING);
    if (changes) refuseForgery(request.headers, { origins: this.origins, byCookie: true });
    return this.sessions.identify(request);
  }
}
