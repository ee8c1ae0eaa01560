/** The shape and length that a directory import asks for too: a text without @ and a domain is no e-mail (S15). */
const EMAIL = /^[^\s@\0-\x1f\x7f-\x9f]+@[^\s@\0-\x1f\x7f-\x9f]+\.[^\s@\0-\x1f\x7f-\x9f]+$/;
const LONGEST = 320;

/** What two spellings of one address share (S16: case and surrounding blanks do not count); null when it is no e-mail. */
export const emailKey = (text: string | null): string | null => {
  const trimmed = text?.trim() ?? '';
  return trimmed.length <= LONGEST && EMAIL.test(trimmed) ? trimmed.toLowerCase() : null;
};

/** The distinct keys of what are e-mails among the texts, in their order. */
export const emailKeys = (texts: readonly (string | null)[]): string[] => [
  ...new Set(texts.map(emailKey).filter((key) => key !== null)),
];
