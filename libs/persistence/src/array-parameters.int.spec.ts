import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import fc from 'fast-check';
import { Database } from './database';

describe('array parameters', () => {
  let home: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    home = await testDatabase();
    database = await Database.connect({ url: home.applicationUrl, schema: 'public', applicationName: 'gong-ingest' });
  });
  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  const readable = fc.string({
    unit: fc.oneof(fc.constantFrom('"', '\\', '{', ','), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
  });

  it('come through as they are: quotes, backslashes, emoji, nulls, no elements', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(readable)), async (texts) => {
        const [row] = await database.query<{ texts: unknown }>('SELECT $1::text[] AS texts', [texts]);
        expect(row?.texts).toEqual(texts);
      }),
    );
  });

  it('of ids come through as they are, and one that is none is refused by PostgreSQL', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.uuid())), async (ids) => {
        const [row] = await database.query<{ ids: unknown }>('SELECT $1::uuid[] AS ids', [ids]);
        expect(row?.ids).toEqual(ids);
      }),
    );
    const upper = 'F81D4FAE-7DEC-41D0-A765-00A0C91E6BF6';
    expect(await database.query('SELECT $1::uuid[] AS ids', [[upper]])).toEqual([{ ids: [upper.toLowerCase()] }]);
    await expect(database.query('SELECT $1::uuid[]', [['not an id']])).rejects.toThrow('invalid input syntax');
  });

  it('of JSON come through as they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(readable.map((text) => ({ text })))), async (objects) => {
        const given = objects.map((object) => (object === null ? null : JSON.stringify(object)));
        for (const type of ['json', 'jsonb']) {
          const rows = await database.query<{ object: unknown }>(`SELECT unnest($1::${type}[]) AS object`, [given]);
          expect(rows.map(({ object }) => object)).toEqual(objects);
        }
      }),
    );
  });

  it('that hold other things than text are left to the driver', async () => {
    const [row] = await database.query('SELECT $1::text[] AS texts, $2::jsonb[] AS objects', [[1, true], [{ a: 1 }]]);
    expect(row).toEqual({ texts: ['1', 'true'], objects: [{ a: 1 }] });
  });
});
