import { type Client, type ClientBase, DatabaseError, type QueryConfig } from 'pg';
import { DataSource, type EntitySchema, type QueryRunner } from 'typeorm';
import { type Clock, systemClock } from './clock';
import { passFence } from './idempotency/commit-fence';
import { OpenTransaction } from './open-transaction';
import { RecentMessages } from './outbox/recent-messages';
import type { Appended } from './outbox/store/append-to-outbox';
import { type Reach, setReach } from './reach';
import { readInOneTrip } from './read-in-one-trip';
import { statementOf } from './statement-of';
import type { TenantDatabase, TimeLeft, TransactionOptions } from './tenant-database';
import { enterGate } from './tenants/store/enter-gate';
import type { Transaction } from './transaction';

type Entity = (new () => object) | EntitySchema;

export interface DatabaseOptions {
  readonly url: string;
  readonly schema: string;
  /** Shown in pg_stat_activity, and the `source` of every fact told through this database. */
  readonly applicationName: string;
  readonly poolSize?: number;
  readonly clock?: Clock;
  /** The schema has the tenant gate: nothing is written within a tenant that is being wiped, or was. */
  readonly gated?: boolean;
  readonly entities?: readonly Entity[];
}

const DEFAULT_POOL_SIZE = 10;
/** Well below the deadline of a consumer's chunk, so that a stuck statement ends as the database's own error. */
const STATEMENT_TIMEOUT_MS = 20_000;
const LOCK_TIMEOUT_MS = 10_000;
/** A process that hangs in mid-transaction gives its locks back. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** The app's schema in PostgreSQL. Facts told in a transaction are in the outbox if and only if it committed. */
export class Database {
  /** For the relay of this process. */
  readonly recent = new RecentMessages();
  private readonly committedListeners: (() => void)[] = [];

  private constructor(
    readonly dataSource: DataSource,
    readonly schema: string,
    private readonly source: string,
    private readonly clock: Clock,
    private readonly gated: boolean,
  ) {}

  static async connect(options: DatabaseOptions): Promise<Database> {
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      schema: options.schema,
      applicationName: options.applicationName,
      poolSize: options.poolSize ?? DEFAULT_POOL_SIZE,
      connectTimeoutMS: CONNECT_TIMEOUT_MS,
      synchronize: false,
      entities: [...(options.entities ?? [])],
      extra: {
        keepAlive: true,
        // One that is cut right after it was made, before anybody holds it, says so to nobody: Node would end the process.
        // Whoever gets it hears it from his first statement.
        onConnect: (client: ClientBase) => void client.on('error', () => undefined),
        // A client whose server vanished without a word must not wait for ever.
        query_timeout: STATEMENT_TIMEOUT_MS + 2_000,
        options: [
          `-c search_path=${options.schema}`,
          `-c statement_timeout=${STATEMENT_TIMEOUT_MS}`,
          `-c lock_timeout=${LOCK_TIMEOUT_MS}`,
          `-c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_TIMEOUT_MS}`,
          '-c TimeZone=UTC',
        ].join(' '),
      },
    });
    await dataSource.initialize();
    return new Database(
      dataSource,
      options.schema,
      options.applicationName,
      options.clock ?? systemClock,
      options.gated === true,
    );
  }

  /** What of this database belongs to these tenants, to read and to write. */
  within(tenants: string | readonly string[], timeLeft?: TimeLeft): TenantDatabase {
    return this.reaching(typeof tenants === 'string' ? [tenants] : [...new Set(tenants)], timeLeft);
  }

  /** All tenants' rows: only for what serves the installation as a whole. Say at the call why it has to. */
  acrossTenants(): TenantDatabase {
    return this.reaching('every tenant');
  }

  private reaching(reach: Reach, timeLeft: TimeLeft = () => STATEMENT_TIMEOUT_MS): TenantDatabase {
    const statementMs = () => Math.max(1, Math.min(STATEMENT_TIMEOUT_MS, Math.ceil(timeLeft())));
    const limited = async (tx: Transaction): Promise<void> => {
      if (statementMs() < STATEMENT_TIMEOUT_MS) await tx.query(`SET LOCAL statement_timeout = ${statementMs()}`);
    };
    return {
      reach,
      transaction: (work, options) => this.begin(async (tx) => limited(tx).then(() => work(tx)), options ?? {}, reach),
      query: (sql, parameters, options) => this.read(statementOf(sql, parameters ?? [], options), reach, statementMs()),
    };
  }

  /**
   * For tables that hold no tenant's data; of the others it sees no row and can write none.
   * Commits when `work` resolves, rolls back when it throws. Facts told are written just before COMMIT.
   * When `signal` aborts, the connection is cut: the transaction cannot commit any more (unless COMMIT was under way)
   * and this rejects with the signal's reason, even if `work` never ends.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.begin(work, options, []);
  }

  private async begin<T>(
    work: (tx: Transaction) => Promise<T>,
    { signal }: TransactionOptions,
    reach: Reach,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner('master');
    const client = (await runner.connect()) as Client;
    if (signal === undefined) return this.run(work, runner, client, reach);
    const { cut, leave } = cutOn(signal, () => {
      // Closed before it is given back, so the pool hands it to nobody else.
      void client.end().catch(() => undefined);
      void runner.release();
    });
    return Promise.race([this.run(work, runner, client, reach), cut]).finally(leave);
  }

  private async run<T>(
    work: (tx: Transaction) => Promise<T>,
    runner: QueryRunner,
    client: Client,
    reach: Reach,
  ): Promise<T> {
    let told: readonly Appended[];
    let result: T;
    try {
      await runner.startTransaction();
      if (reach.length > 0) await (this.gated ? enterGate : setReach)(client, reach);
      const tx = new OpenTransaction(this.clock.now(), this.source, runner, client as ClientBase);
      result = await work(tx);
      told = await tx.flush();
      await passFence(client);
      await runner.commitTransaction();
    } catch (error) {
      // A connection that cannot even roll back is cut; the server then rolls back by itself.
      await runner.rollbackTransaction().catch(() => client.end());
      throw error;
    } finally {
      await runner.release();
    }
    if (told.length > 0) this.committed(told);
    return result;
  }

  private committed(told: readonly Appended[]): void {
    for (const { position, shard, message } of told) if (this.recent.keeps(shard)) this.recent.add(position, message);
    for (const listener of this.committedListeners) listener();
  }

  private async read<R>(statement: QueryConfig, reach: Reach, statementMs: number): Promise<R[]> {
    const runner = this.dataSource.createQueryRunner('master');
    const client = (await runner.connect()) as Client;
    try {
      const result = await readInOneTrip(client, statement, reach, statementMs);
      return result.rows as R[];
    } catch (error) {
      // A server that goes away says so as an error first; one that did not answer may still say something, to nobody else.
      if (error instanceof DatabaseError) await client.query('SELECT 1').catch(() => client.end());
      else await client.end();
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Outside a transaction, for tables that hold no tenant's data: reads only. */
  async query<R>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    const runner = this.dataSource.createQueryRunner('master');
    try {
      const client = (await runner.connect()) as ClientBase;
      const result = await client.query(statementOf(sql, parameters));
      return result.rows as R[];
    } finally {
      await runner.release();
    }
  }

  /** Called after each commit that wrote facts. Must not throw. */
  onCommitted(listener: () => void): void {
    this.committedListeners.push(listener);
  }

  async ping(): Promise<void> {
    await this.query('SELECT 1');
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
  }
}

/** Rejects when the signal aborts, until `leave` is called: the signal may live longer than the transaction. */
function cutOn(signal: AbortSignal, close: () => void): { cut: Promise<never>; leave: () => void } {
  let leave = () => undefined as void;
  const cut = new Promise<never>((_, reject) => {
    const abort = () => {
      close();
      reject(signal.reason as Error);
    };
    leave = () => signal.removeEventListener('abort', abort);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  return { cut, leave };
}
