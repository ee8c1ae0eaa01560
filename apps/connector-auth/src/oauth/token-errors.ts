/**
 * What became of a request for tokens that was not granted.
 * `grant-invalid`: Gong does not take this code or refresh token, and never will.
 * `client-refused`: Gong does not take our client id, secret or request: for the operator; the grant may be good.
 * `unavailable`: Gong did not answer, or not as documented: the grant may be good; try later.
 */
export type TokenFailureKind = 'grant-invalid' | 'client-refused' | 'unavailable';

interface Row {
  readonly status: (status: number) => boolean;
  readonly error: RegExp;
  readonly kind: TokenFailureKind;
}

const any = /^/;
/** The first row that fits decides. The error codes are those of RFC 6749, section 5.2. */
const TABLE: readonly Row[] = [
  { status: (status) => status === 429 || status >= 500, error: any, kind: 'unavailable' },
  { status: (status) => status === 400 || status === 401, error: /^invalid_grant$/, kind: 'grant-invalid' },
  // Seen at Gong in place of the code.
  { status: (status) => status === 400, error: /refresh token code is invalid/i, kind: 'grant-invalid' },
  { status: (status) => status === 401 || status === 403, error: any, kind: 'client-refused' },
  {
    status: (status) => status === 400,
    error: /^(invalid_client|invalid_request|invalid_scope)$/,
    kind: 'client-refused',
  },
  {
    status: (status) => status === 400,
    error: /^(unauthorized_client|unsupported_grant_type)$/,
    kind: 'client-refused',
  },
  { status: () => true, error: any, kind: 'unavailable' },
];

/** `errors`: every text of Gong's answer that may name the error. */
export const kindOfFailure = (status: number, errors: readonly string[]): TokenFailureKind =>
  TABLE.find((row) => row.status(status) && (row.error === any || errors.some((error) => row.error.test(error))))
    ?.kind ?? 'unavailable';

/** The texts in an OAuth error answer, and in Gong's own envelope. */
export function errorTexts(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null) return [];
  const { error, error_description: description, errors } = body as Record<string, unknown>;
  return [error, description, ...(Array.isArray(errors) ? errors : [])].filter((text) => typeof text === 'string');
}

const MAX_WORDS = 200;

/** What Gong said, fit for a log and for people: one line, cut, and without what we sent, in case Gong repeats it. */
export function wordsOf(status: number, errors: readonly string[], secrets: readonly string[]): string {
  const said = secrets
    .reduce((text, secret) => text.replaceAll(secret, '[removed]'), errors.join(': '))
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_WORDS);
  return said === '' ? `Gong answered ${status}` : `Gong answered ${status} (${said})`;
}
