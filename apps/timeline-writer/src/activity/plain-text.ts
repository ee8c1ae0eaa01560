/**
 * What no screen, file or search can hold: control characters, non-characters, lone surrogates (S12).
 * Line breaks are control characters too; who keeps lines splits the text first.
 */
const UNFIT = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** Without what is unfit, and without blanks around it; null when nothing is left. */
export const plainText = (text: string | null): string | null => {
  const clean = (text ?? '').replace(UNFIT, '').trim();
  return clean === '' ? null : clean;
};
