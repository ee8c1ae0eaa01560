import type { IncomingHttpHeaders } from 'node:http';

export interface CookieKind {
  readonly name: string;
  readonly attributes: string;
}

/**
 * Over https the prefix `__Host-` binds the cookie to this host, to TLS and to the whole of it: no neighbour below the
 * same domain can set or read it. A browser refuses the prefix over http, which is served on loopback only.
 * Lax rather than Strict: the way back from Gong and from the provider is a link of another site, and must find the
 * person signed in. No request that is a GET changes anything else.
 */
const cookieKind = (name: string, publicUrl: URL): CookieKind =>
  publicUrl.protocol === 'https:'
    ? { name: `__Host-${name}`, attributes: 'Path=/; Secure; HttpOnly; SameSite=Lax' }
    : { name, attributes: 'Path=/; HttpOnly; SameSite=Lax' };

export const sessionCookie = (publicUrl: URL): CookieKind => cookieKind('gtl_session', publicUrl);

/** Binds a sign-in at the provider to the browser that began it. */
export const ssoCookie = (publicUrl: URL): CookieKind => cookieKind('gtl_sso', publicUrl);

export const setCookie = ({ name, attributes }: CookieKind, value: string, maxAgeMs: number): string =>
  `${name}=${value}; Max-Age=${Math.floor(maxAgeMs / 1000)}; ${attributes}`;

export const clearCookie = ({ name, attributes }: CookieKind): string => `${name}=; Max-Age=0; ${attributes}`;

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** Null unless it is there, once, and of the shape that we give: a second one of the name was set by somebody else. */
export const readCookie = ({ name }: CookieKind, headers: IncomingHttpHeaders): string | null => {
  const values = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 && SECRET.test(values[0] as string) ? (values[0] as string) : null;
};
