/**
 * Order by Unicode code point (S16). JavaScript's own order is by UTF-16 unit, which puts U+1F600 before U+FF5E;
 * UTF-8 bytes sort as code points do, and so does PostgreSQL under the collation "C".
 */
export const byCodePoint = (a: string, b: string): number =>
  a === b ? 0 : Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));

/** The one with the smallest external id: the tie rule of S16. */
export const byExternalId = (a: { readonly externalId: string }, b: { readonly externalId: string }): number =>
  byCodePoint(a.externalId, b.externalId);
