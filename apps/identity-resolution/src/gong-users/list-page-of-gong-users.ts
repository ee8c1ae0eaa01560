import {
  type CursorScope,
  decodeCursor,
  encodeCursor,
  type listGongUsers,
  type QueryOf,
  type ResponseOf,
} from '@gong-timeline/contracts';
import type { Database } from '@gong-timeline/persistence';
import { notFound, ProblemError } from '@gong-timeline/runtime';
import { byCodePoint } from '../people/by-code-point';
import { type ConnectionKey, isConnected } from '../store/gong-connections';
import { listGongUserEntries, waitingCalls } from '../store/gong-user-list';
import { countByStatus, mapGongUsers, toListed } from './map-gong-users';

const DEFAULT_LIMIT = 50;

/**
 * One page of the Gong users of a connection. Their Status is nowhere stored, so that all are mapped for it, and for the
 * counts: some tenths of a second for 10,000.
 */
export const listPageOfGongUsers = (
  database: Database,
  connection: ConnectionKey,
  { status, search, cursor, limit = DEFAULT_LIMIT }: QueryOf<typeof listGongUsers>,
): Promise<ResponseOf<typeof listGongUsers>> =>
  database.within(connection.tenantId).transaction(async (tx) => {
    const { tenantId, connectionId } = connection;
    const scope: CursorScope = ['listGongUsers', tenantId, connectionId, status, search];
    const isAfter = cursor === undefined ? () => true : after(scope, cursor);
    if (!(await isConnected(tx, connection))) throw notFound('connection');

    const entries = await listGongUserEntries(tx, { ...connection, ...(search !== undefined && { search }) });
    const all = await mapGongUsers(tx, connection, entries);
    const wanted = status === undefined ? all : all.filter(({ mapping }) => mapping.status === status);
    const from = wanted.findIndex(isAfter);
    const page = from < 0 ? [] : wanted.slice(from, from + limit);
    const last = from >= 0 && from + limit < wanted.length ? page.at(-1) : undefined;
    const waiting = await waitingCalls(
      tx,
      connection,
      page.map(({ gongUserId }) => gongUserId),
    );
    return {
      items: page.map((entry) => toListed(entry, waiting(entry.gongUserId))),
      nextCursor: last === undefined ? null : encodeCursor(scope, [last.nameKey, last.gongUserId]),
      counts: countByStatus(all),
    };
  });

interface Position {
  readonly nameKey: string;
  readonly gongUserId: string;
}

/** In the order of the list: by name, then id. */
const after = (scope: CursorScope, cursor: string): ((entry: Position) => boolean) => {
  const key = decodeCursor(scope, cursor, [/^[^\0]*$/, /^[0-9]{1,20}$/]);
  if (key === null) {
    const message = 'expected the nextCursor of a page of this very list';
    throw new ProblemError('request.invalid', `query.cursor: ${message}`, [{ field: 'query.cursor', message }]);
  }
  const [nameKey = '', gongUserId = ''] = key;
  return (entry) => (byCodePoint(entry.nameKey, nameKey) || byCodePoint(entry.gongUserId, gongUserId)) > 0;
};
