import type { Config } from '../config';
import { knownScopes, parseScopes } from './scopes';

export interface AuthorizeRequest {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string | null;
}

/**
 * What the application asked for. `refused` must be shown to the person, since the address to go back to cannot be
 * trusted; `sentBack` goes to that address as an OAuth error.
 */
export type AuthorizeVerdict =
  | { kind: 'good'; request: AuthorizeRequest }
  | { kind: 'refused'; reason: string }
  | { kind: 'sentBack'; location: string };

export function judgeAuthorizeRequest(query: URLSearchParams, config: Config): AuthorizeVerdict {
  const clientId = query.get('client_id') ?? '';
  const redirectUri = query.get('redirect_uri') ?? '';
  const state = query.get('state');
  if (clientId !== config.clientId)
    return { kind: 'refused', reason: 'The client_id is not one of a known application.' };
  if (!mayReturnTo(redirectUri, config.redirectUris)) {
    return { kind: 'refused', reason: 'The redirect_uri is missing, is no http(s) address, or is not registered.' };
  }
  const back = (error: string, description: string): AuthorizeVerdict => ({
    kind: 'sentBack',
    location: returnAddress(redirectUri, { error, error_description: description, state }),
  });
  if (query.get('response_type') !== 'code') return back('unsupported_response_type', 'response_type must be code');
  const scopes = parseScopes(query.get('scope') ?? '');
  const strange = scopes.filter((scope) => !knownScopes.has(scope));
  if (scopes.length === 0) return back('invalid_scope', 'scope is missing');
  if (strange.length > 0) return back('invalid_scope', `unknown scope: ${strange.join(' ')}`);
  return { kind: 'good', request: { clientId, redirectUri, scopes, state } };
}

export function returnAddress(redirectUri: string, answer: Record<string, string | null>): string {
  const address = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) if (value !== null) address.searchParams.set(name, value);
  return address.toString();
}

function mayReturnTo(redirectUri: string, registered: readonly string[]): boolean {
  if (registered.length > 0) return registered.includes(redirectUri);
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hash } = new URL(redirectUri);
  return (protocol === 'http:' || protocol === 'https:') && hash === '';
}
