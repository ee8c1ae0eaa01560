import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import fc from 'fast-check';
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { Database } from './database';
import { migrate } from './migrate';
import { isolateTenants } from './reach';
import type { TenantDatabase } from './tenant-database';

interface Note {
  tenantId: string;
  id: string;
  text: string;
}

const Notes = new EntitySchema<Note>({
  name: 'note',
  columns: {
    tenantId: { name: 'tenant_id', type: 'text', primary: true },
    id: { type: 'text', primary: true },
    text: { type: 'text' },
  },
});

class Notes1700000000001 implements MigrationInterface {
  readonly name = 'Notes1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE note (tenant_id text, id text, text text NOT NULL, PRIMARY KEY (tenant_id, id))');
    for (const statement of isolateTenants('note')) await runner.query(statement);
  }

  down = async (): Promise<void> => undefined;
}

/** What an upgrade does to rows that are there. */
class Shouted1700000000002 implements MigrationInterface {
  readonly name = 'Shouted1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("UPDATE note SET text = text || '!'");
  }

  down = async (): Promise<void> => undefined;
}

const schema = 'journal';
const ALL = 'SELECT tenant_id, text FROM note ORDER BY tenant_id, id';
const PUT = `INSERT INTO note (tenant_id, id, text) VALUES ($1, '1', $2)
             ON CONFLICT (tenant_id, id) DO UPDATE SET text = excluded.text`;
const REFUSED = 'new row violates row-level security policy for table "note"';

describe('row level security (X3)', () => {
  let home: TestDatabase;
  let outside: Database;
  /** One connection: what is left on it, the next one finds. */
  let database: Database;

  const connect = (url: string) =>
    Database.connect({ url, schema, applicationName: 'gong-ingest', poolSize: 1, entities: [Notes] });
  const upTo = (...migrations: (new () => MigrationInterface)[]) =>
    migrate({ ownerUrl: home.ownerUrl, schema, applicationRole: home.applicationRole, migrations });

  beforeAll(async () => {
    home = await testDatabase();
    await upTo(Notes1700000000001);
    outside = await connect(home.url);
    database = await connect(home.applicationUrl);
  });
  afterAll(async () => {
    await Promise.all([outside.close(), database.close()]);
    await home.drop();
  });
  beforeEach(async () => {
    await outside.query('DELETE FROM note');
    await outside.query(`INSERT INTO note VALUES ('acme', '1', 'a'), ('beta', '1', 'b'), ('corp', '1', 'c')`);
  });

  const rows = () => outside.query<{ tenant_id: string; text: string }>(ALL);
  const seenBy = async (reader: { query: TenantDatabase['query'] }) =>
    (await reader.query<{ text: string }>(ALL)).map(({ text }) => text).join('');
  const write = (to: Pick<TenantDatabase, 'transaction'>, sql: string, parameters: unknown[] = []) =>
    to.transaction((tx) => tx.query(sql, parameters));

  it('shows and takes nothing where nobody said whose rows are meant', async () => {
    expect(await seenBy(database)).toBe('');
    expect(await database.transaction((tx) => seenBy(tx))).toBe('');
    expect(await seenBy(database.within([]))).toBe('');
    await write(database, `UPDATE note SET text = 'x'`);
    await write(database, 'DELETE FROM note');
    await expect(write(database, PUT, ['acme', 'x'])).rejects.toThrow(REFUSED);
    expect(await rows()).toHaveLength(3);
    expect(await seenBy(outside)).toBe('abc');
  });

  it('shows each its own: of one tenant, of several, of all', async () => {
    expect(await seenBy(database.within('acme'))).toBe('a');
    expect(await seenBy(database.within(['acme', 'corp', 'nobody']))).toBe('ac');
    expect(await seenBy(database.acrossTenants())).toBe('abc');
    expect(await database.within('beta').transaction((tx) => seenBy(tx))).toBe('b');
    expect(await database.acrossTenants().transaction((tx) => seenBy(tx))).toBe('abc');
    expect(await database.within('every tenant').transaction((tx) => seenBy(tx))).toBe('');
  });

  it('shows each its own by a statement that was prepared on the same connection for others', async () => {
    const prepared = (reader: { query: TenantDatabase['query'] }) =>
      seenBy({ query: (sql) => reader.query(sql, [], { prepared: true }) });
    // From the sixth time on PostgreSQL plans it no more.
    for (let time = 0; time < 8; time += 1) {
      expect(await prepared(database.within('acme'))).toBe('a');
      expect(await prepared(database.within('beta'))).toBe('b');
      expect(await database.within('corp').transaction((tx) => prepared(tx))).toBe('c');
    }
    expect(await prepared(database.acrossTenants())).toBe('abc');
    expect(await prepared(database.within([]))).toBe('');
  });

  it('holds UPDATE and DELETE that forgot their WHERE', async () => {
    await write(database.within('acme'), `UPDATE note SET text = 'x'`);
    expect(await seenBy(outside)).toBe('xbc');
    await write(database.within('acme'), 'DELETE FROM note');
    expect(await seenBy(outside)).toBe('bc');
  });

  it('takes rows of its own tenant, new and known, and refuses those of another in every form', async () => {
    const acme = database.within('acme');
    await write(acme, PUT, ['acme', 'new']);
    await write(acme, `INSERT INTO note VALUES ('acme', '2', 'two')`);
    expect((await rows()).map(({ text }) => text)).toEqual(['new', 'two', 'b', 'c']);
    const refused = [
      [`INSERT INTO note VALUES ('beta', '9', 'x')`],
      [PUT, ['beta', 'x']],
      [PUT, ['delta', 'x']],
      [`UPDATE note SET tenant_id = 'beta', id = '7'`],
    ] as const;
    for (const [sql, parameters] of refused) {
      await expect(write(acme, sql, [...(parameters ?? [])])).rejects.toThrow(REFUSED);
    }
    // A conflict with a row that it may not see shows nothing of that row, and changes nothing.
    const quiet = `INSERT INTO note VALUES ('beta', '1', 'x') ON CONFLICT DO NOTHING RETURNING text`;
    await expect(write(acme, quiet)).rejects.toThrow(REFUSED);
    const merge = `MERGE INTO note USING (VALUES ('beta', 'x')) AS told (tenant_id, text) USING_ON
                   WHEN MATCHED THEN UPDATE SET text = told.text`.replace(
      'USING_ON',
      'ON note.tenant_id = told.tenant_id',
    );
    await write(acme, merge);
    expect((await rows()).map(({ text }) => text)).toEqual(['new', 'two', 'b', 'c']);
  });

  it('holds TypeORM as it holds statements', async () => {
    const acme = database.within('acme');
    expect(await acme.transaction((tx) => tx.manager.find(Notes))).toEqual([{ tenantId: 'acme', id: '1', text: 'a' }]);
    await acme.transaction((tx) => tx.manager.save(Notes, { tenantId: 'acme', id: '1', text: 'saved' }));
    const theirs = acme.transaction((tx) => tx.manager.save(Notes, { tenantId: 'beta', id: '5', text: 'x' }));
    await expect(theirs).rejects.toThrow(REFUSED);
    expect(await seenBy(outside)).toBe('savedbc');
  });

  it('lets a look outside a transaction write nothing', async () => {
    const looking = database.acrossTenants().query(`DELETE FROM note`);
    await expect(looking).rejects.toThrow('cannot execute DELETE in a read-only transaction');
    expect(await rows()).toHaveLength(3);
  });

  describe('leaves nothing of a reach on the connection', () => {
    const reaches = () => [database.within(['acme', 'beta']), database.acrossTenants()];
    const nothingIsLeft = async () => {
      expect(await seenBy(database)).toBe('');
      expect(await database.transaction((tx) => seenBy(tx))).toBe('');
    };

    it('after a commit', async () => {
      for (const reach of reaches()) {
        await write(reach, PUT, ['acme', 'a']);
        await nothingIsLeft();
      }
    });

    it('after a look', async () => {
      for (const reach of reaches()) {
        await seenBy(reach);
        await nothingIsLeft();
      }
    });

    it('after a look or a statement that failed', async () => {
      for (const reach of reaches()) {
        await expect(reach.query('SELECT 1 / 0')).rejects.toThrow('division by zero');
        await nothingIsLeft();
        await expect(write(reach, 'SELECT 1 / 0')).rejects.toThrow('division by zero');
        await nothingIsLeft();
      }
    });

    it('after a rollback', async () => {
      for (const reach of reaches()) {
        const work = reach.transaction(async (tx) => {
          await seenBy(tx);
          throw new Error('no');
        });
        await expect(work).rejects.toThrow('no');
        await nothingIsLeft();
      }
    });

    it('after a transaction that was cut, and after one whose server process was ended', async () => {
      for (const reach of reaches()) {
        const late = new AbortController();
        const cut = reach.transaction(
          async (tx) => {
            await seenBy(tx);
            late.abort(new Error('too slow'));
            await new Promise(() => undefined);
          },
          { signal: late.signal },
        );
        await expect(cut).rejects.toThrow('too slow');
        await nothingIsLeft();
        const ended = reach.transaction(async (tx) => {
          const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
          await outside.query('SELECT pg_terminate_backend($1)', [row?.pid]);
          await seenBy(tx);
        });
        await expect(ended).rejects.toThrow(/terminat|connection error/);
        await nothingIsLeft();
      }
    });

    it('not even when a transaction within a tenant follows one across all', async () => {
      await seenBy(database.acrossTenants());
      expect(await database.within('acme').transaction((tx) => seenBy(tx))).toBe('a');
      expect(await seenBy(database.within('acme'))).toBe('a');
    });
  });

  it('takes any text for a tenant as it is, and one with a NUL for none', async () => {
    const odd = fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '{}',
        '"',
        '\\',
        ',',
        'NULL',
        "'",
        `a"},{"acme`,
        `acme","beta`,
        "x', true); --",
        '🙂',
        '',
      ),
      fc.string({ unit: 'grapheme' }),
    );
    await fc.assert(
      fc.asyncProperty(
        odd.filter((tenant) => !tenant.includes('\0') && !['acme', 'beta', 'corp'].includes(tenant)),
        async (tenant) => {
          await write(database.within(tenant), PUT, [tenant, 'odd']);
          for (const reach of [database.within(tenant), database.within([tenant, 'nobody'])]) {
            expect(await reach.query(ALL)).toEqual([{ tenant_id: tenant, text: 'odd' }]);
            expect(await reach.transaction((tx) => tx.query(ALL))).toEqual([{ tenant_id: tenant, text: 'odd' }]);
          }
          await write(database.within(tenant), 'DELETE FROM note');
        },
      ),
    );
    for (const tenant of ['\0', 'acme\0']) {
      await expect(seenBy(database.within(tenant))).rejects.toThrow('A tenant id holds a NUL character');
      await expect(write(database.within(tenant), ALL)).rejects.toThrow('A tenant id holds a NUL character');
    }
    expect(await seenBy(database)).toBe('');
  });

  it('leaves the primary key to look a row up by', async () => {
    await outside.query(`INSERT INTO note SELECT 'many', n::text, 'x' FROM generate_series(1, 5000) n`);
    await outside.query('ANALYZE note');
    for (const sql of [
      `SELECT * FROM note WHERE tenant_id = 'many' AND id = '4321'`,
      `SELECT n.* FROM unnest('{many}'::text[], '{4321}'::text[]) AS w (t, i) JOIN note n ON n.tenant_id = w.t AND n.id = w.i`,
    ]) {
      const plan = await database.within('many').query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`);
      const text = plan.map((line) => line['QUERY PLAN']).join('\n');
      expect(text).toMatch(/Index (Only )?Scan using note_pkey/);
      expect(text).toMatch(/Index Cond: .*tenant_id.*id/);
    }
  });

  it('holds the owner of the table too, but not its migrations: an upgrade changes the rows of all', async () => {
    const owner = await connect(home.ownerUrl);
    expect(await seenBy(owner)).toBe('');
    await expect(write(owner, PUT, ['acme', 'x'])).rejects.toThrow(REFUSED);
    expect(await seenBy(owner.within('beta'))).toBe('b');
    await owner.close();
    await upTo(Notes1700000000001, Shouted1700000000002);
    expect(await seenBy(outside)).toBe('a!b!c!');
  });

  it('cannot be switched off by the application', async () => {
    for (const sql of [
      'ALTER TABLE note DISABLE ROW LEVEL SECURITY',
      'ALTER TABLE note NO FORCE ROW LEVEL SECURITY',
      'DROP POLICY tenant_isolation ON note',
      'CREATE POLICY mine ON note USING (true)',
      'TRUNCATE note',
    ]) {
      await expect(write(database.acrossTenants(), sql)).rejects.toThrow(/must be owner of|permission denied/);
    }
    const off = database.transaction(async (tx) => {
      await tx.query('SET LOCAL row_security = off');
      await tx.query(ALL);
    });
    await expect(off).rejects.toThrow('query would be affected by row-level security policy');
  });
});
