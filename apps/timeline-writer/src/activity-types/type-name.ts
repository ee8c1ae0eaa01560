import { plainText } from '../activity/plain-text';

export interface TypeName {
  /** As it is shown. */
  readonly name: string;
  /** Two names of one key are the same name to an admin: case, width and blanks do not tell them apart. */
  readonly key: string;
}

/** Null when nothing is left that a screen could show. */
export const typeName = (text: string): TypeName | null => {
  const name = plainText(text)?.replace(/\s+/gu, ' ') ?? null;
  return name === null ? null : { name, key: name.normalize('NFKC').toLowerCase() };
};
