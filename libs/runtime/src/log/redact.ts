import { types } from 'node:util';

/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/** Keys whose values never reach a log, wherever they stand in an object. */
const SECRET_KEY = /authorization|cookie|token|secret|password|passwd|credential|refresh|api[-_]?key|private[-_]?key/i;
/** ... unless the key says that it is only about a secret: tokenId, token_expires_at. */
const ABOUT_A_SECRET = /(id|ids|at|ms|days|count|kind|type|name|fingerprint|file)$/i;
/** `code` is an OAuth authorization code, unless it has the shape of an error code: ECONNRESET, 40001, not-found, gong.unavailable. */
const ERROR_CODE = /^([A-Z]+(_[A-Z]+)*|[0-9A-Z]{5}|[a-z]+([.-][a-z]+)+|conflict)$/;

/** Never anything else than a secret, wherever they stand. */
const NAMES =
  'access_token|refresh_token|id_token|client_secret|client_assertion|code_verifier|password|accessToken|refreshToken';
/** Secrets in the query or the fragment of an address; elsewhere ordinary words. */
const NAMES_IN_LINKS = `${NAMES}|code|state|token|session_state|invitation`;

/**
 * Secrets inside text: bearer tokens, tokens and passes of our own, passwords in addresses, OAuth parameters in links and
 * forms, members of quoted JSON, cookies, what follows the # of a link that sets a password, authorization codes.
 */
const SECRETS_IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${REDACTED}`],
  [/\bgtl_[\w-]{20,}/g, REDACTED],
  [/\bgts_[\w.-]{20,}/g, REDACTED],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, REDACTED],
  [/(:\/\/[^\s:/@"]*):[^\s/@"]+@/g, `$1:${REDACTED}@`],
  [new RegExp(`([?&#;](?:${NAMES_IN_LINKS})=)[^&#\\s"'\\\\;]+`, 'gi'), `$1${REDACTED}`],
  [new RegExp(`\\b((?:${NAMES})=)[^&#\\s"'\\\\;]+`, 'gi'), `$1${REDACTED}`],
  // The line is JSON: what it quotes has its quotation marks escaped, once or more.
  [new RegExp(`(\\\\+"(?:${NAMES}|token)\\\\+"\\s*:\\s*\\\\+")[^"\\\\]+`, 'gi'), `$1${REDACTED}`],
  // Error codes and states of things are words; codes and states of an authorization are long and random.
  [/(\\+"(?:code|state)\\+"\s*:\s*\\+")(?![a-z.-]+\\)[^"\\]{16,}/gi, `$1${REDACTED}`],
  [/\b((?:__Host-)?gtl_(?:session|sso)=)[^;\s"\\]+/g, `$1${REDACTED}`],
  [/\b((?:set-)?cookie\s*:\s*)[^"\\\n]+/gi, `$1${REDACTED}`],
  [/(\/invitation#)[\w-]+/g, `$1${REDACTED}`],
  [/\b(authorization[ _]code\W{1,4})(?=[\w.~+/-]*\d)[\w.~+/-]{8,}/gi, `$1${REDACTED}`],
];

/** `known`: secrets of this process, which are taken out wherever they turn up. */
export const redactText = (text: string, known: readonly string[] = []): string => {
  const withoutOwn = known.reduce((redacted, secret) => redacted.replaceAll(secret, REDACTED), text);
  return SECRETS_IN_TEXT.reduce(
    (redacted, [pattern, replacement]) => redacted.replace(pattern, replacement),
    withoutOwn,
  );
};

const DEEPEST = 8;

/** A copy that is safe to log. Errors become plain objects with their own fields and their causes. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (depth === DEEPEST) return '[too deep]';
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((entry) => redact(entry, depth + 1));
  const fields = types.isNativeError(value) ? fieldsOfError(value) : Object.entries(value);
  return Object.fromEntries(
    fields.map(([key, entry]) => [key, isSecret(key, entry) ? REDACTED : redact(entry, depth + 1)]),
  );
};

const isSecret = (key: string, value: unknown): boolean => {
  if (value === null || value === undefined) return false;
  if (key.toLowerCase() === 'code') return typeof value !== 'number' && !ERROR_CODE.test(String(value));
  return SECRET_KEY.test(key) && !ABOUT_A_SECRET.test(key);
};

/** A statement's parameters and rows are tenants' data: what of a failed query holds or quotes them is left out. */
const NOT_OF_AN_ERROR = new Set(['parameters', 'driverError', 'query', 'detail', 'where', 'hint', 'internalQuery']);

const fieldsOfError = (error: Error): [string, unknown][] => [
  ['type', error.constructor.name],
  ['message', error.message],
  ['stack', error.stack],
  ...Object.entries(error).filter(([key]) => !NOT_OF_AN_ERROR.has(key)),
  ...(error.cause === undefined ? [] : [['cause', error.cause] satisfies [string, unknown]]),
];
