import { randomUUID } from 'node:crypto';
import { json } from '../http/answer';
import { knownScopes, parseScopes } from '../oauth/scopes';
import { ControlError } from './control-error';
import type { ControlHandler } from './control-request';
import { companyIn } from './control-request';

/** POST .../tokens {scope?}: a token pair without the OAuth flow, for looking around and for measuring. */
export const mintTokens: ControlHandler = (request) => {
  const text = request.body.only('scope').text('scope');
  const scopes = text === null ? [...knownScopes] : parseScopes(text);
  const strange = scopes.find((scope) => !knownScopes.has(scope));
  if (strange !== undefined) throw new ControlError(`scope: "${strange}" is unknown`);
  return json(201, request.simulator.grants.issue(companyIn(request), randomUUID(), 0, scopes, request.nowMs));
};

/** POST .../tokens/expire: every access token given so far has run out; refresh tokens are still good. */
export const expireTokens: ControlHandler = (request) => {
  const company = companyIn(request);
  // Tokens of this very millisecond, and those dated ahead of it, are meant too.
  company.accessTokensDeadUntilMs = Math.max(
    request.nowMs,
    company.accessTokensDeadUntilMs + 1,
    company.grantsDeadUntilMs + 1,
  );
  return json(200, { company: company.key, accessTokens: 'expired' });
};

/** POST .../grant/revoke: an administrator at Gong removed the application; nothing given so far is good any more. */
export const revokeGrants: ControlHandler = (request) => {
  const company = companyIn(request);
  company.grantsDeadUntilMs = Math.max(
    request.nowMs,
    company.grantsDeadUntilMs + 1,
    company.accessTokensDeadUntilMs + 1,
  );
  return json(200, { company: company.key, grant: 'revoked' });
};

/** POST .../media/expire: every media address signed so far is dead, as after eight hours. */
export const expireMedia: ControlHandler = (request) => {
  const company = companyIn(request);
  company.media.killAll(request.nowMs);
  return json(200, { company: company.key, media: 'expired' });
};
