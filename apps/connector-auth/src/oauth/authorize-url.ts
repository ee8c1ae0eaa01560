export interface AuthorizeRequest {
  /** Gong's page for the consent: GONG_AUTHORIZE_URL. */
  readonly page: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string;
}

/** Gong wants blanks as %20, so URLSearchParams, which writes +, will not do. */
export function authorizeUrl(request: AuthorizeRequest): string {
  const url = new URL(request.page);
  const parameters = {
    client_id: request.clientId,
    response_type: 'code',
    scope: request.scopes.join(' '),
    redirect_uri: request.redirectUri,
    // Not documented as needed, but sent by the integrations that hold a refresh token of Gong.
    access_type: 'offline',
    state: request.state,
  };
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  url.search = [url.search.slice(1), ...added].filter((part) => part !== '').join('&');
  return url.href;
}

/** Where Gong sends the admin back to. Gong compares it letter by letter with what the app is registered with. */
export const redirectUriOf = (publicUrl: string): string => `${publicUrl.replace(/\/+$/, '')}/api/oauth/gong/callback`;
