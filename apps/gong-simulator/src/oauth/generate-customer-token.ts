import type { Answer } from '../http/answer';
import { json } from '../http/answer';
import { sameText } from '../http/same-text';
import type { Simulator } from '../simulator';

/** POST /oauth2/generate-customer-token. Parameters come in the query (as Gong documents) or as a form (as many send them). */
export function generateCustomerToken(
  simulator: Simulator,
  parameters: URLSearchParams,
  authorization: string | undefined,
  nowMs: number,
): Answer {
  if (!isClient(authorization, simulator.config)) {
    return oauthError(401, 'invalid_client', 'Client authentication failed.', {
      'www-authenticate': 'Basic realm="Gong"',
    });
  }
  const lifetime = parameters.get('validity_duration');
  if (lifetime !== null && !/^[1-9]\d{0,8}$/.test(lifetime)) {
    return oauthError(400, 'invalid_request', 'validity_duration must be a number of seconds.');
  }
  const seconds = lifetime === null ? undefined : Number(lifetime);
  switch (parameters.get('grant_type')) {
    case 'authorization_code': {
      const code = parameters.get('code');
      const redirectUri = parameters.get('redirect_uri');
      if (code === null || redirectUri === null) {
        return oauthError(400, 'invalid_request', `${code === null ? 'code' : 'redirect_uri'} is missing.`);
      }
      return pair(simulator.grants.redeem(code, redirectUri, nowMs, seconds), 'Authorization code is invalid.');
    }
    case 'refresh_token': {
      const token = parameters.get('refresh_token');
      if (token === null) return oauthError(400, 'invalid_request', 'refresh_token is missing.');
      return pair(simulator.grants.refresh(token, nowMs, seconds), 'Token has been expired or revoked.');
    }
    default:
      return oauthError(400, 'unsupported_grant_type', 'grant_type must be authorization_code or refresh_token.');
  }
}

function pair(tokens: object | null, refusal: string): Answer {
  return tokens === null
    ? oauthError(400, 'invalid_grant', refusal)
    : json(200, tokens, { 'cache-control': 'no-store' });
}

export function oauthError(
  status: number,
  error: string,
  description: string,
  headers: Record<string, string> = {},
): Answer {
  return json(status, { error, error_description: description }, { 'cache-control': 'no-store', ...headers });
}

function isClient(authorization: string | undefined, client: { clientId: string; clientSecret: string }): boolean {
  const given = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const own = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
  return sameText(given, own);
}
