/** The most that a cell holds, in UTF-16 units (Excel's limit). */
const MAX_UNITS = 32_767;

/** What XML 1.0 has no way to write: most control characters, lone surrogates, two non-characters. */
const FORBIDDEN_IN_XML = /[\0-\x08\x0B\x0C\x0E-\x1F\p{Cs}\uFFFE\uFFFF]/gu;

/** What makes a spreadsheet program take text for a formula when it is edited, imported or saved as CSV. */
const FORMULA_START = /^[=+\-@\t\r＝]/;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** The text as a cell can hold it (S30): nothing forbidden, not too long, no character cut in two. */
export const safeText = (text: string): string => {
  const clean = text.replace(FORBIDDEN_IN_XML, '');
  if (clean.length <= MAX_UNITS) return clean;
  return clean.slice(0, isHighSurrogate(clean.charCodeAt(MAX_UNITS - 1)) ? MAX_UNITS - 1 : MAX_UNITS);
};

export const looksLikeFormula = (text: string): boolean => FORMULA_START.test(text);
