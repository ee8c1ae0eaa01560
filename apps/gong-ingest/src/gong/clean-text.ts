/** With the u flag the range matches lone surrogates only, never the halves of a pair. */
const UNSTORABLE = /[\uD800-\uDFFF\u0000]/gu;

/** Text without what UTF-8 (lone surrogates) or PostgreSQL (U+0000) cannot hold. */
export const cleanText = (text: string): string => text.replace(UNSTORABLE, '');

/** The same; null for what is missing or blank. */
export const textOrNull = (text: string | null | undefined): string | null => {
  if (text === null || text === undefined) return null;
  const clean = cleanText(text);
  return clean.trim() === '' ? null : clean;
};
