interface Runner {
  query(sql: string): Promise<unknown>;
}

/** The books of the contract's handlers, under no row level security: specs read them from where they like. */
export class Ledger1000000000003 {
  readonly name = 'Ledger1000000000003';

  async up(runner: Runner): Promise<void> {
    await runner.query(`
      CREATE TABLE last_told (key text PRIMARY KEY, number integer NOT NULL);
      CREATE TABLE heard (
        place bigint GENERATED ALWAYS AS IDENTITY,
        reader text, key text, number integer,
        deliveries integer NOT NULL DEFAULT 1,
        PRIMARY KEY (reader, key, number)
      );
      CREATE TABLE total (reader text, key text, sum integer NOT NULL, PRIMARY KEY (reader, key))`);
  }

  async down(runner: Runner): Promise<void> {
    await runner.query('DROP TABLE last_told, heard, total');
  }
}
