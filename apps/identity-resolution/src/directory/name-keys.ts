/** It travels in page cursors, which are short, and stands in an index; Gong's names have no limit. */
const LONGEST_NAME_KEY = 60;

/** What orders a list by name: in lower case, its beginning. */
export const nameKey = (name: string): string =>
  [
    ...name
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim()
      .toLowerCase(),
  ]
    .slice(0, LONGEST_NAME_KEY)
    .join('');

/** What a search looks in: all texts in lower case, one a line. */
export const searchText = (texts: readonly string[]): string => texts.join('\n').toLowerCase();
