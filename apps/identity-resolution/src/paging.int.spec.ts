import { randomInt, randomUUID } from 'node:crypto';
import { Clock } from '@gong-timeline/runtime';
import { type PagedList, pagingContract, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { DirectoryApi } from './directory.api';
import { type IdentityFixture, openIdentity } from './fixtures/identity';
import { GongUsersApi } from './gong-users/gong-users.api';
import { ImportsApi } from './imports.api';

const connectionId = '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21';
const ROWS = {
  companies: (externalId: string, name: string) => ({ externalId, name }),
  persons: (externalId: string, name: string) => ({ externalId, name }),
  users: (externalId: string, name: string) => ({
    externalId,
    name,
    email: `${externalId}@v.example`,
    licence: 'Full',
  }),
};

describe('lists of the directory', () => {
  let server: TestDatabase;
  let identity: IdentityFixture;

  beforeAll(async () => {
    server = await testDatabase('paging');
    identity = await openIdentity(server);
  });
  afterAll(async () => {
    await identity?.database.close();
    await server?.drop();
  });

  const inTenant = () => {
    const tenantId = uniqueName('acme');
    const write = (sql: string, parameters: unknown[]) =>
      identity.database.within(tenantId).transaction((tx) => tx.query(sql, [tenantId, ...parameters]));
    const asked = (cursor: string | undefined, limit: number) =>
      ({ identity: { tenantId }, params: { connectionId }, query: { cursor, limit } }) as never;
    return { tenantId, write, asked };
  };

  for (const kind of ['companies', 'persons', 'users'] as const) {
    pagingContract(kind, async (): Promise<PagedList> => {
      const { tenantId, write, asked } = inTenant();
      const api = new DirectoryApi(identity.database);
      return {
        add: async (rank) => {
          const externalId = randomUUID();
          await identity.imports(tenantId, kind, [ROWS[kind](externalId, `Name ${rank}`) as never]);
          return externalId;
        },
        remove: async (externalId) => {
          await write(`DELETE FROM ${kind} WHERE tenant_id = $1 AND external_id = $2`, [externalId]);
        },
        page: async (cursor, limit) => {
          const { items, nextCursor } = await api[kind](asked(cursor, limit));
          return { ids: items.map(({ externalId }) => externalId), nextCursor };
        },
      };
    });
  }

  pagingContract('users of Gong', async (): Promise<PagedList> => {
    const { write, asked } = inTenant();
    const api = new GongUsersApi(identity.database);
    await write('INSERT INTO gong_connections (tenant_id, connection_id, revoked) VALUES ($1, $2, false)', [
      connectionId,
    ]);
    return {
      add: async (rank) => {
        const gongUserId = String(randomInt(1, 10 ** 12));
        await write(
          `INSERT INTO gong_users (tenant_id, connection_id, gong_user_id, revision, gone, first_name, email_aliases,
                                   email_keys, active, create_missing, name_key, search_text)
           VALUES ($1, $2, $3, 1, false, $4, '{}', '{}', true, false, $4, $4)`,
          [connectionId, gongUserId, `name ${rank}`],
        );
        return gongUserId;
      },
      remove: async (gongUserId) => {
        await write('DELETE FROM gong_users WHERE tenant_id = $1 AND gong_user_id = $2', [gongUserId]);
      },
      page: async (cursor, limit) => {
        const { items, nextCursor } = await api.list(asked(cursor, limit));
        return { ids: items.map(({ gongUserId }) => gongUserId), nextCursor };
      },
    };
  });

  pagingContract('imports', async (): Promise<PagedList> => {
    const { write, asked } = inTenant();
    const api = new ImportsApi(identity.database, new Clock());
    return {
      add: async (rank) => {
        const importId = randomUUID();
        await write(
          `INSERT INTO imports (tenant_id, import_id, kind, format, dry_run, started_by, started_at, rejected_until)
           VALUES ($1, $2, 'users', 'csv', false, 'ana', $3, $3)`,
          [importId, new Date(Date.UTC(2026, 2, 3, 10, rank))],
        );
        return importId;
      },
      remove: async (importId) => {
        await write('DELETE FROM imports WHERE tenant_id = $1 AND import_id = $2', [importId]);
      },
      page: async (cursor, limit) => {
        const { items, nextCursor } = await api.list(asked(cursor, limit));
        return { ids: items.map((one) => one.importId), nextCursor };
      },
    };
  });
});
