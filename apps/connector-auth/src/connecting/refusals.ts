import type { ProblemCode } from '@gong-timeline/contracts';
import type { TokenFailureKind } from '../oauth/token-errors';

/** Why an authorization was not completed: for the admin's eyes, and kept as the reason of a pending connection. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly words: string;
}

/** Errors of RFC 6749, section 4.1.2.1. The parameter comes by the admin's browser: no other text of it is repeated. */
const CONSENT_ERRORS: Readonly<Record<string, string>> = {
  access_denied: 'The consent was refused at Gong. Authorize again and choose Allow.',
  invalid_scope: 'Gong does not offer one of the scopes that are asked for: the operator has to check GONG_SCOPES.',
  invalid_request: 'Gong does not take the request: the operator has to check how the app is registered at Gong.',
  unauthorized_client: 'Gong does not take this app: the operator has to check GONG_CLIENT_ID.',
  unsupported_response_type: 'Gong does not take the request: the operator has to check GONG_AUTHORIZE_URL.',
  server_error: 'Gong had an error of its own. Authorize again later.',
  temporarily_unavailable: 'Gong is temporarily down. Authorize again later.',
};

export const refusedConsent = (error: string): Refusal => ({
  code: 'oauth.refused',
  words: (Object.hasOwn(CONSENT_ERRORS, error) ? CONSENT_ERRORS[error] : null) ?? 'Gong did not give its consent.',
});

/** What the exchange of the code came to. `words`: what Gong said. */
export function refusedByGong({ kind, words }: { readonly kind: TokenFailureKind; readonly words: string }): Refusal {
  switch (kind) {
    case 'grant-invalid':
      return {
        code: 'oauth.code-invalid',
        words: `${words}: the code of this consent has expired or was used. Authorize again.`,
      };
    case 'client-refused':
      return { code: 'gong.unavailable', words: `${words}. ${CHECK_THE_CLIENT}` };
    case 'unavailable':
      return { code: 'gong.unavailable', words: `${words}. Authorize again later.` };
  }
}

export const CHECK_THE_CLIENT =
  'Gong does not take this installation: the operator has to check GONG_CLIENT_ID and GONG_CLIENT_SECRET.';
