import { checkAddress, parseAllowedHosts } from '@gong-timeline/runtime';
import type { GongApp } from './oauth/admit-grant';
import { redirectUriOf } from './oauth/authorize-url';
import type { GongOAuthOptions } from './oauth/gong-oauth-client';
import { missingScopes, parseScopes } from './oauth/scopes';
import { KeyRing } from './sealing/key-ring';
import { readKeyText } from './sealing/key-text';
import { readTokenKeys } from './sealing/token-keys';
import type { Variables } from './variables';

/** The variables in the words of this service. */
export interface Settings {
  readonly app: GongApp;
  readonly oauth: GongOAuthOptions;
  readonly keys: KeyRing;
  readonly marginMs: number;
}

/** Injection token. */
export const SETTINGS = Symbol('SETTINGS');

/** A problem begins with the name of the variable, and never holds its value. */
export function readSettings(
  variables: Readonly<Variables>,
): { readonly settings: Settings } | { readonly problem: string } {
  const source = readKeyText(variables);
  if ('problem' in source) return source;
  const reading = readTokenKeys(source.text);
  if ('problem' in reading) {
    const state = source.text === '' ? 'is missing' : 'is not valid';
    return { problem: `${source.variable} ${state}: ${reading.problem}` };
  }
  const scopes = parseScopes(variables.GONG_SCOPES);
  const missing = missingScopes(scopes);
  if (missing.length > 0) return { problem: `GONG_SCOPES is not valid: the sync also needs ${missing.join(' ')}` };
  const allowedPrivateHosts = parseAllowedHosts(variables.ALLOWED_PRIVATE_HOSTS);
  for (const name of ['GONG_TOKEN_URL', 'GONG_API_URL'] as const) {
    const checked = checkAddress(variables[name], allowedPrivateHosts);
    if ('problem' in checked) {
      return {
        problem: `${name} is not valid: ${checked.problem}; if it is meant, name its host in ALLOWED_PRIVATE_HOSTS`,
      };
    }
  }

  const clientId = variables.GONG_CLIENT_ID;
  const redirectUri = redirectUriOf(variables.PUBLIC_URL);
  const settings: Settings = {
    app: {
      authorizePage: variables.GONG_AUTHORIZE_URL,
      clientId,
      redirectUri,
      scopes,
      apiBaseUrl: variables.GONG_API_URL.replace(/\/+$/, ''),
      allowedPrivateHosts,
    },
    oauth: {
      tokenUrl: variables.GONG_TOKEN_URL,
      clientId,
      clientSecret: variables.GONG_CLIENT_SECRET,
      redirectUri,
      timeoutMs: variables.GONG_OAUTH_TIMEOUT_MS,
      allowedHosts: allowedPrivateHosts,
    },
    keys: new KeyRing(reading.keys.byId),
    marginMs: variables.TOKEN_MARGIN_S * 1000,
  };
  return { settings };
}
