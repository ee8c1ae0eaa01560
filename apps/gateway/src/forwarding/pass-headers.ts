import type { IncomingHttpHeaders } from 'node:http';

/** All that an owner may learn from a caller's headers. A list of what passes, so that nothing new slips by: no cookie, no x-tenant-id. */
const REQUEST_HEADERS = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-encoding',
  'content-length',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'last-event-id',
  'range',
  'user-agent',
] as const;

/** Of one connection, not of the answer (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What the gateway says itself, or what an owner must not say to a browser. */
const OURS = new Set(['set-cookie', 'x-request-id', 'server', 'x-powered-by', 'date']);

/**
 * `withBody`: whether the body is passed on, too; else its length and encoding must not be. Its type is: an empty file is
 * one of its kind, and changes nothing.
 */
export const requestHeadersToPass = (headers: IncomingHttpHeaders, withBody: boolean): Record<string, string> => {
  const passed: Record<string, string> = {};
  for (const name of REQUEST_HEADERS) {
    if ((name === 'content-length' || name === 'content-encoding') && !withBody) continue;
    const value = headers[name];
    if (typeof value === 'string') passed[name] = value;
  }
  return passed;
};

export const responseHeadersToPass = (headers: IncomingHttpHeaders): Record<string, string | string[]> => {
  const named = new Set(
    String(headers.connection ?? '')
      .toLowerCase()
      .split(/\s*,\s*/),
  );
  const passed: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || HOP_BY_HOP.has(name) || OURS.has(name) || named.has(name)) continue;
    passed[name] = value;
  }
  return passed;
};
