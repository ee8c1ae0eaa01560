import type { Database, Transaction } from '@gong-timeline/persistence';
import { on, type Subscription, type SubscriptionOptions } from '../subscription';
import type { Numbered } from './numbered';

const TENANT = 'acme';

/** Tells the next number of each key, as a store does: the key's own row is locked before. */
export async function tellNext(database: Database, event: Numbered, keys: readonly string[]): Promise<void> {
  await database.within(TENANT).transaction(async (tx) => {
    const rows = await tx.query<{ key: string; number: number }>(
      `INSERT INTO last_told AS l SELECT key, 1 FROM unnest($1::text[]) AS key ORDER BY key
       ON CONFLICT (key) DO UPDATE SET number = l.number + 1 RETURNING key, number`,
      [[...new Set(keys)]],
    );
    for (const { key, number } of rows) tellNumber(tx, event, { key, number, filling: '' });
  });
}

export function tellNumber(
  tx: Transaction,
  event: Numbered,
  data: { key: string; number: number; filling: string },
): void {
  tx.tell(event, { tenantId: TENANT, correlationId: 'job-1', causationId: null, traceparent: null, data });
}

export const tell = (
  database: Database,
  event: Numbered,
  facts: readonly { key: string; number: number; filling?: string }[],
): Promise<void> =>
  database.within(TENANT).transaction(async (tx) => {
    for (const { key, number, filling = '' } of facts) tellNumber(tx, event, { key, number, filling });
  });

/** A handler as ours are: what it writes it writes by natural key, and adds up only what is new to it. */
export const bookkeeper = (
  event: Numbered,
  reader: string,
  { before, ...options }: SubscriptionOptions & { before?: (keys: readonly string[]) => Promise<void> } = {},
): Subscription =>
  on(
    event,
    async (facts, { tx }) => {
      await before?.(facts.map(({ data }) => `${data.key}:${data.number}`));
      await tx.query(
        `WITH written AS (
           INSERT INTO heard AS h (reader, key, number)
           SELECT $1, key, number FROM unnest($2::text[], $3::integer[]) AS told (key, number)
           ON CONFLICT (reader, key, number) DO UPDATE SET deliveries = h.deliveries + 1
           RETURNING key, deliveries
         )
         INSERT INTO total AS t (reader, key, sum) SELECT $1, key, 1 FROM written WHERE deliveries = 1
         ON CONFLICT (reader, key) DO UPDATE SET sum = t.sum + 1`,
        [reader, facts.map(({ data }) => data.key), facts.map(({ data }) => data.number)],
      );
    },
    options,
  );

export interface Books {
  /** Per key the numbers in the order they were first heard. */
  readonly firstHeard: ReadonlyMap<string, readonly number[]>;
  readonly totals: ReadonlyMap<string, number>;
  readonly deliveries: number;
}

export async function booksOf(database: Database, reader: string): Promise<Books> {
  const rows = await database.query<{ key: string; number: number; deliveries: number }>(
    'SELECT key, number, deliveries FROM heard WHERE reader = $1 ORDER BY place',
    [reader],
  );
  const firstHeard = new Map<string, number[]>();
  for (const { key, number } of rows) firstHeard.set(key, [...(firstHeard.get(key) ?? []), number]);
  const totals = await database.query<{ key: string; sum: number }>('SELECT key, sum FROM total WHERE reader = $1', [
    reader,
  ]);
  return {
    firstHeard,
    totals: new Map(totals.map(({ key, sum }) => [key, sum])),
    deliveries: rows.reduce((sum, { deliveries }) => sum + deliveries, 0),
  };
}

export async function lastTold(database: Database, prefix: string): Promise<ReadonlyMap<string, number>> {
  const rows = await database.query<{ key: string; number: number }>(
    'SELECT key, number FROM last_told WHERE starts_with(key, $1)',
    [prefix],
  );
  return new Map(rows.map(({ key, number }) => [key, number]));
}

export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
