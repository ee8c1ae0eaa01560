import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import fc from 'fast-check';
import { Database } from './database';

describe('array parameters', () => {
  let home: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    home = await testDatabase();
    database = await Database.connect({ url: home.url, schema: 'public', applicationName: 'gong-ingest' });
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

  it('of JSON come through as they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(readable.map((text) => ({ text })))), async (objects) => {
        const given = objects.map((object) => (object === null ? null : JSON.stringify(object)));
        const rows = await database.query<{ object: unknown }>('SELECT unnest($1::jsonb[]) AS object', [given]);
        expect(rows.map(({ object }) => object)).toEqual(objects);
      }),
    );
  });

  it('that hold other things than text are left to the driver', async () => {
    const [row] = await database.query('SELECT $1::text[] AS texts, $2::jsonb[] AS objects', [[1, true], [{ a: 1 }]]);
    expect(row).toEqual({ texts: ['1', 'true'], objects: [{ a: 1 }] });
  });
});
