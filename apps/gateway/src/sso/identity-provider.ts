import { LOGGER, type Logger, ProblemError } from '@gong-timeline/runtime';
import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { SIGN_IN_SETTINGS, type SignInSettings, type SsoSettings } from '../settings/sign-in-settings';
import type { Claims } from './person-of';
import { providerFetch } from './provider-fetch';
import { toProblem } from './provider-problem';

/** Keys and endpoints are asked for anew after that. A new signing key is fetched at once when a token names one. */
const KEPT_MS = 60 * 60_000;
/** For each question to the provider. */
const TIMEOUT_S = 10;
export const CALLBACK_PATH = '/api/sign-in/sso/callback';

export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Proof {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
}

/**
 * The OpenID provider of this installation. Issuer, audience, times, nonce and signature of its ID token are checked by
 * openid-client: the signature, too, though it came over TLS, and by the provider's published keys only, so neither
 * `none` nor a secret shared with somebody opens the door. Redirects are not followed.
 */
@Injectable()
export class IdentityProvider {
  private kept: { readonly configuration: oidc.Configuration; readonly until: number } | null = null;

  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Where the person proves who they are. */
  async authorizeUrl({ state, nonce, verifier }: Checks): Promise<string> {
    const configuration = await this.discover();
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: new URL(CALLBACK_PATH, this.settings.publicUrl).href,
      scope: this.needed().scopes,
      response_type: 'code',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return url.href;
  }

  /** What the provider says of the person that it sent back; a problem when any of it cannot be trusted. */
  async redeem(search: string, { state, nonce, verifier }: Checks): Promise<Proof> {
    const configuration = await this.discover();
    const answer = new URL(CALLBACK_PATH + search, this.settings.publicUrl);
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('An ID token was expected');
      const more =
        configuration.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      // What is signed wins.
      return { issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims } };
    } catch (error) {
      throw toProblem(error, this.log);
    }
  }

  /** Null where the provider offers none, or does not answer: the session here has ended in any case. */
  async endSessionUrl(): Promise<string | null> {
    if (this.settings.sso === null) return null;
    try {
      const configuration = await this.discover();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      const back = new URL('/', this.settings.publicUrl).href;
      return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: back }).href;
    } catch (error) {
      if (error instanceof ProblemError) return null;
      throw error;
    }
  }

  private needed(): SsoSettings {
    if (this.settings.sso === null) throw new ProblemError('sign-in.off', 'No OpenID provider is set up here');
    return this.settings.sso;
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret, clientAuth } = this.needed();
    // Of a network answer, not of a rule: how long it is kept has nothing to do with the application's clock.
    const now = performance.now();
    if (this.kept !== null && now < this.kept.until) return this.kept.configuration;
    const authentication =
      clientSecret === null
        ? oidc.None()
        : clientAuth === 'client_secret_post'
          ? oidc.ClientSecretPost(clientSecret)
          : oidc.ClientSecretBasic(clientSecret);
    try {
      const configuration = await oidc.discovery(issuer, clientId, undefined, authentication, {
        timeout: TIMEOUT_S,
        [oidc.customFetch]: providerFetch(issuer),
        // Over http only where the settings allow it: at a loopback address.
        execute: [
          oidc.enableNonRepudiationChecks,
          ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
        ],
      });
      this.kept = { configuration, until: now + KEPT_MS };
      return configuration;
    } catch (error) {
      this.log.warn({ reason: (error as Error).message, issuer: issuer.href }, 'the sign-in provider is not usable');
      throw new ProblemError('sign-in.provider', 'The sign-in provider does not answer as one; try again in a moment');
    }
  }
}
