import type { AdmittedGrant } from '../oauth/admit-grant';

export type CompanyReading = { readonly apiBaseUrl: string } | { readonly refusal: string };

/**
 * S4: a connection keeps its history when it is authorised again, so it stays with its Gong company: what was read of
 * one would mix with what is read of the other. A company is known by its API base address (S11). An answer that names
 * none leaves the address as it is.
 */
export function sameCompany(
  { name, apiBaseUrl }: { readonly name: string; readonly apiBaseUrl: string | null },
  grant: Pick<AdmittedGrant, 'apiBaseUrl' | 'namesCompany'>,
): CompanyReading {
  if (apiBaseUrl === null || apiBaseUrl === grant.apiBaseUrl) return { apiBaseUrl: grant.apiBaseUrl };
  if (!grant.namesCompany) return { apiBaseUrl };
  const refusal =
    `The connection "${name}" belongs to the Gong company at ${apiBaseUrl}, and you signed in at the one at ` +
    `${grant.apiBaseUrl}. Nothing was changed. Authorize it again and sign in at its own company, or create a new ` +
    'connection for the other one.';
  return { refusal };
}
