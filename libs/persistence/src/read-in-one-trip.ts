import { type ClientBase, type Connection, Query, type QueryConfig, type QueryResult } from 'pg';
import { type Reach, settingOf } from './reach';

/**
 * Settings of one transaction, each gone with it: that it only reads, whose rows it sees, and after how many milliseconds
 * its statement is cancelled.
 */
const SETTINGS = {
  name: 'reading-settings',
  text: `SELECT set_config('transaction_read_only', 'on', true), set_config($1, $2, true),
                set_config('statement_timeout', $3, true)`,
};

/** The connections that know SETTINGS by its name. */
const prepared = new WeakSet<ClientBase>();

/**
 * One statement that only reads, within a reach. It goes to the server together with its settings, as one transaction that
 * no BEGIN opens and no COMMIT ends (PostgreSQL: all up to a Sync is one), so that it costs one way there and back, not
 * three: for a page of 50 Activities that was a seventh of the CPU that driver and server took. Rejects with the server's
 * error; nothing of the transaction is left on the connection then either.
 */
export async function readInOneTrip(
  client: ClientBase,
  statement: QueryConfig,
  reach: Reach,
  statementMs: number,
): Promise<QueryResult> {
  const settings = [...settingOf(reach), String(statementMs)];
  if (!prepared.has(client)) {
    // By itself this sets nothing: its transaction is over with it.
    await client.query({ ...SETTINGS, values: settings });
    prepared.add(client);
  }
  return new Promise((resolve, reject) => {
    client.query(new Reading(statement, settings, (error, result) => (error ? reject(error) : resolve(result))));
  });
}

type Answered = (error: Error | null, result: QueryResult) => void;

/** What the driver's query does on the wire, which its types leave out: a Submittable of one's own stands on the same. */
interface WireQuery {
  submit(connection: Connection): void;
  prepare(connection: WireConnection): void;
  handleDataRow(message: object): void;
  handleCommandComplete(message: object, connection: WireConnection): void;
}

interface WireConnection {
  bind(message: { statement: string; values: readonly string[] }): void;
  execute(message: object): void;
}

const WireQuery = Query as unknown as new (
  config: QueryConfig & { readonly queryMode: 'extended' },
  answered: Answered,
) => WireQuery;

class Reading extends WireQuery {
  private isSet = false;

  constructor(
    statement: QueryConfig,
    private readonly settings: readonly string[],
    answered: Answered,
  ) {
    super({ ...statement, queryMode: 'extended' }, answered);
  }

  override prepare(connection: WireConnection): void {
    connection.bind({ statement: SETTINGS.name, values: this.settings });
    connection.execute({});
    super.prepare(connection);
  }

  override handleDataRow(message: object): void {
    if (this.isSet) super.handleDataRow(message);
  }

  override handleCommandComplete(message: object, connection: WireConnection): void {
    if (this.isSet) super.handleCommandComplete(message, connection);
    this.isSet = true;
  }
}
