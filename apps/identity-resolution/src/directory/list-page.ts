import { type CursorScope, decodeCursor, encodeCursor } from '@gong-timeline/contracts';
import { ProblemError } from '@gong-timeline/runtime';
import type { EntryList, EntryPosition, Listed, ListFilters } from '../store/list-entries';

export interface ListRequest {
  readonly operation: string;
  readonly tenantId: string;
  readonly query: ListFilters & { readonly cursor?: string; readonly limit?: number };
}

const DEFAULT_LIMIT = 50;
const ANY_TEXT = /^[^\0]*$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One page of a list of the directory; one row more is read, to know whether there is a next page. */
export const listPage = async <T>(
  { operation, tenantId, query: { cursor, limit = DEFAULT_LIMIT, ...filters } }: ListRequest,
  read: (list: EntryList) => Promise<Listed<T>[]>,
): Promise<{ items: T[]; nextCursor: string | null }> => {
  const scope: CursorScope = [operation, tenantId, JSON.stringify(Object.entries(filters).sort())];
  const after = cursor === undefined ? null : positionOf(scope, cursor);
  const listed = await read({ tenantId, filters, after, limit: limit + 1 });
  const last = listed.length > limit ? listed[limit - 1] : undefined;
  return {
    items: listed.slice(0, limit).map(({ item }) => item),
    nextCursor: last === undefined ? null : encodeCursor(scope, [last.position.nameKey, last.position.gsid]),
  };
};

const positionOf = (scope: CursorScope, cursor: string): EntryPosition => {
  const key = decodeCursor(scope, cursor, [ANY_TEXT, UUID]);
  if (key === null) {
    const message = 'expected the nextCursor of a page of this very list';
    throw new ProblemError('request.invalid', `query.cursor: ${message}`, [{ field: 'query.cursor', message }]);
  }
  const [nameKey = '', gsid = ''] = key;
  return { nameKey, gsid };
};
