/** Two letters at the most, as people sign: `Ana Maria Host` is `AH`; of an address alone its first letter. */
export const initialsOf = (name: string): string => {
  const words = name
    .replace(/@.*$/, '')
    .split(/[\s._-]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = [...(words[0] ?? '')].find((sign) => /[\p{L}\p{N}]/u.test(sign)) ?? '?';
  const last = words.length > 1 ? [...(words.at(-1) ?? '')].find((sign) => /[\p{L}\p{N}]/u.test(sign)) : undefined;
  return `${first}${last ?? ''}`.toLocaleUpperCase('en');
};
