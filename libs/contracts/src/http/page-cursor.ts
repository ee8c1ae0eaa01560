import { createHash } from 'node:crypto';

/** Which list a cursor belongs to: operation, tenant, filters. It opens no other list than the one that gave it. */
export type CursorScope = readonly (string | null | undefined)[];

/** What a part of a cursor must look like: a pattern, or more. */
export interface CursorShape {
  test(text: string): boolean;
}

/** What the next page begins after: the ordering columns of the last row, as text. Rows added meanwhile neither shift nor repeat. */
export const encodeCursor = (scope: CursorScope, key: readonly string[]): string =>
  Buffer.from(JSON.stringify([fingerprint(scope), ...key])).toString('base64url');

/** The key, each part as its shape says; null when the cursor is not one that this list gave. */
export const decodeCursor = (
  scope: CursorScope,
  cursor: string,
  shapes: readonly CursorShape[],
): readonly string[] | null => {
  const [print, ...key] = partsOf(cursor);
  const ours = print === fingerprint(scope) && key.length === shapes.length;
  return ours && key.every((part, i) => shapes[i]?.test(part)) ? key : null;
};

/** Not a secret: the queries name the tenant anyway. Short, since cursors travel in addresses. */
const fingerprint = (scope: CursorScope): string =>
  createHash('sha256')
    .update(JSON.stringify(scope.map((part) => part ?? null)))
    .digest('base64url')
    .slice(0, 16);

const partsOf = (cursor: string): readonly string[] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
  } catch {
    return [];
  }
};
