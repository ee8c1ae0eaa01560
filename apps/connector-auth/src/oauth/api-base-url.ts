import { type AllowedHosts, checkAddress } from '@gong-timeline/runtime';

export type ApiBaseUrlReading = { readonly apiBaseUrl: string } | { readonly problem: string };

/**
 * Gong's token answer names the address that its calls go to. Whoever stands behind that answer must not be able to
 * point our services at their own neighbours, so it has to be a public https address, unless the operator allows its
 * host by name (ALLOWED_PRIVATE_HOSTS). What a public name resolves to is checked by whoever connects, each time.
 */
export function readApiBaseUrl(text: string, allowedHosts: AllowedHosts): ApiBaseUrlReading {
  const reading = checkAddress(text, allowedHosts);
  if ('problem' in reading) return refuse(reading.problem);
  const { url } = reading;
  if (url.search !== '' || url.hash !== '') return refuse('it carries a query or a fragment');
  return { apiBaseUrl: `${url.origin}${url.pathname.replace(/\/+$/, '')}` };
}

const refuse = (why: string): ApiBaseUrlReading => ({
  problem: `Gong named an API base address that cannot be used: ${why}.`,
});
