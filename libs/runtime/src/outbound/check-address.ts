import { isIP } from 'node:net';
import { isPublicAddress } from './public-address';

/** Hosts that the operator allows although they are not public https: as URL writes them, `host` or `host:port`. */
export type AllowedHosts = readonly string[];

export type AddressReading = { readonly url: URL } | { readonly problem: string };

/** `127.0.0.1:4010, gong.internal`: exactly these; a host without a port is the one at the port of its protocol. */
export const parseAllowedHosts = (text: string): AllowedHosts =>
  text
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');

/** Names that never lead out: RFC 6761, 6762, 8375, and what clouds call their inside. A bare name is a neighbour. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|invalid|onion)$/;

/**
 * An address that somebody outside named, as it may be saved: a person, or a partner's answer. Whoever names it must not
 * be able to point our services at their own neighbours. What its name resolves to is for `outboundAgent` to check at
 * each connection: it need not be the same then. The problem is the end of a sentence, and repeats no more than the host.
 */
export function checkAddress(text: string, allowed: AllowedHosts): AddressReading {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return { problem: 'it is not an address of the web' };
  }
  if (url.username !== '' || url.password !== '') return { problem: 'it carries a sign-in' };
  if (isDisguised(text, url.hostname)) return { problem: 'it spells an IP address in an unusual way' };
  const problem = hostProblem(url, allowed);
  return problem === null ? { url } : { problem };
}

/** Why a request may not go there; null when it may, as far as the name of the host can tell. */
export function hostProblem(
  { protocol, host, hostname }: Pick<URL, 'protocol' | 'host' | 'hostname'>,
  allowed: AllowedHosts,
): string | null {
  if (allowed.includes(host)) return null;
  if (protocol !== 'https:') return `"${host}" is not https`;
  return isPublicHost(hostname) ? null : `"${host}" is not a public address`;
}

/** `hostname` as URL gives it: lower case, IPv4 in four decimal parts whatever its spelling was, IPv6 in brackets. */
function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !PRIVATE_NAME.test(host);
}

/** Decimal, octal, hexadecimal and shortened IPv4: URL writes it out, other readers may take it for something else. */
function isDisguised(text: string, hostname: string): boolean {
  const authority = /^\s*[a-z]+:[/\\]*([^/\\?#]*)/i.exec(text)?.[1] ?? '';
  return isIP(hostname) === 4 && authority.replace(/:\d*\s*$/, '') !== hostname;
}
