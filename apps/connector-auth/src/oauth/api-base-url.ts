import { isPrivateHost } from './private-host';

export type ApiBaseUrlReading = { readonly apiBaseUrl: string } | { readonly problem: string };

/**
 * Gong's token answer names the address that its calls go to. Whoever stands behind that answer must not be able to
 * point our services at their own neighbours, so it has to be a public https address, unless the operator allows its
 * host by name (ALLOWED_PRIVATE_HOSTS). A public name that resolves to a private address is for the client that
 * connects to refuse: what it resolves to now need not be what it resolves to then.
 */
export function readApiBaseUrl(text: string, allowedHosts: readonly string[]): ApiBaseUrlReading {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return refuse('it is not an address');
  if (url.username !== '' || url.password !== '') return refuse('it carries a sign-in');
  if (url.search !== '' || url.hash !== '') return refuse('it carries a query or a fragment');
  if (!allowedHosts.includes(url.host)) {
    if (url.protocol !== 'https:') return refuse(`"${url.host}" is not https`);
    if (isPrivateHost(url.hostname)) return refuse(`"${url.host}" is not a public address`);
  }
  return { apiBaseUrl: `${url.origin}${url.pathname.replace(/\/+$/, '')}` };
}

const refuse = (why: string): ApiBaseUrlReading => ({
  problem: `Gong named an API base address that cannot be used: ${why}.`,
});

/** `127.0.0.1:4010, gong.internal` as hosts in the form in which URL gives them. */
export const parseHosts = (text: string): readonly string[] =>
  text
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');
