import type { TokenGrant } from './token-answer';
import type { TokenPair } from '../sealing/seal-pair';
import { readApiBaseUrl } from './api-base-url';
import { missingScopes, parseScopes } from './scopes';

/** How this installation is registered at Gong, and what it takes from Gong's answers. */
export interface GongApp {
  readonly authorizePage: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** For an answer that names no address: GONG_API_URL. */
  readonly apiBaseUrl: string;
  readonly allowedPrivateHosts: readonly string[];
}

export interface AdmittedGrant extends TokenPair {
  readonly scopes: readonly string[];
  readonly apiBaseUrl: string;
  /** Whether Gong's answer named that address. Otherwise it says nothing of which company was signed in at. */
  readonly namesCompany: boolean;
}

export interface GrantRefusal {
  readonly code: 'oauth.refused' | 'gong.unavailable';
  readonly words: string;
}

/** Whether what Gong granted is enough to connect with. */
export function admitGrant(app: GongApp, grant: TokenGrant): { admitted: AdmittedGrant } | { refusal: GrantRefusal } {
  const { accessToken, refreshToken, lifeMs, scope } = grant;
  const scopes = scope === null ? app.scopes : parseScopes(scope);
  const missing = missingScopes(scopes);
  if (missing.length > 0) {
    const words = `Gong did not grant ${missing.join(', ')}. Authorize again and allow all that is asked for.`;
    return { refusal: { code: 'oauth.refused', words } };
  }
  const address = apiBaseUrlOf(app, grant);
  if ('problem' in address) return { refusal: { code: 'gong.unavailable', words: address.problem } };
  if (refreshToken === null) {
    return { refusal: { code: 'gong.unavailable', words: 'Gong gave no refresh token. Authorize again.' } };
  }
  const namesCompany = grant.apiBaseUrl !== null;
  return { admitted: { accessToken, refreshToken, lifeMs, scopes, apiBaseUrl: address.apiBaseUrl, namesCompany } };
}

/** The operator's own address is taken as it is. */
export const apiBaseUrlOf = (app: GongApp, grant: Pick<TokenGrant, 'apiBaseUrl'>) =>
  grant.apiBaseUrl === null
    ? { apiBaseUrl: app.apiBaseUrl }
    : readApiBaseUrl(grant.apiBaseUrl, app.allowedPrivateHosts);
