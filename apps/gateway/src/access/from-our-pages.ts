import type { IncomingHttpHeaders } from 'node:http';
import { isLoopbackUrl, ProblemError } from '@gong-timeline/runtime';

/** Sent by our pages with whatever changes something. A page of another origin cannot send it: we answer no preflight. */
export const OWN_HEADER = 'x-requested-with';
export const OWN_HEADER_VALUE = 'gong-timeline';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** A loopback address has several names, and people open either. */
export const ownOrigins = (publicUrl: URL): ReadonlySet<string> =>
  new Set([
    publicUrl.origin,
    ...(isLoopbackUrl(publicUrl)
      ? LOOPBACK_NAMES.map((name) => new URL(`${publicUrl.protocol}//${name}:${publicUrl.port}`).origin)
      : []),
  ]);

/**
 * Against forgery, two guards that fail apart. What the browser itself says of where a request comes from (Sec-Fetch-Site,
 * Origin: no page can write those) must be ours; and, where a cookie goes along, the request must carry a header that
 * only a page of ours can add. SameSite=Lax of the cookie is the third.
 */
export const refuseForgery = (
  headers: IncomingHttpHeaders,
  { origins, byCookie }: { readonly origins: ReadonlySet<string>; readonly byCookie: boolean },
): void => {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw forged('it comes from another site');
  if (origin !== undefined && !origins.has(origin)) throw forged('its Origin is not the address of this installation');
  if (!byCookie) return;
  if (site === undefined && origin === undefined) throw forged('it says neither Origin nor Sec-Fetch-Site');
  if (headers[OWN_HEADER] !== OWN_HEADER_VALUE) throw forged(`it lacks the header ${OWN_HEADER}: ${OWN_HEADER_VALUE}`);
};

const forged = (why: string): ProblemError => new ProblemError('auth.forgery', `The request is refused: ${why}`);
