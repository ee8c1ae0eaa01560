import { types } from 'node:util';

/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/** Keys whose values never reach a log, wherever they stand in an object. */
const SECRET_KEY = /authorization|cookie|token|secret|password|passwd|credential|refresh|api[-_]?key|private[-_]?key/i;
/** ... unless the key says that it is only about a secret: tokenId, token_expires_at. */
const ABOUT_A_SECRET = /(id|ids|at|ms|days|count|kind|type|name|fingerprint|file)$/i;
/** `code` is an OAuth authorization code, unless it has the shape of an error code: ECONNRESET, 40001, not-found, gong.unavailable. */
const ERROR_CODE = /^([A-Z]+(_[A-Z]+)*|[0-9A-Z]{5}|[a-z]+([.-][a-z]+)+|conflict)$/;

/** Secrets inside text: bearer tokens, our own API tokens, passwords in addresses, OAuth parameters in addresses. */
const SECRETS_IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${REDACTED}`],
  [/\bgtl_[\w-]{20,}/g, REDACTED],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, REDACTED],
  [/(:\/\/[^\s:/@"]*):[^\s/@"]+@/g, `$1:${REDACTED}@`],
  [/([?&](?:code|state|access_token|refresh_token|client_secret|token)=)[^&\s"\\]+/gi, `$1${REDACTED}`],
];

export const redactText = (text: string): string =>
  SECRETS_IN_TEXT.reduce((redacted, [pattern, replacement]) => redacted.replace(pattern, replacement), text);

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
