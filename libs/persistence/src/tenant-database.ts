import type { Reach } from './reach';
import type { Transaction } from './transaction';

export interface TransactionOptions {
  readonly signal?: AbortSignal;
}

/** Milliseconds that whoever waits for the answer still has: no statement takes longer. Asked at each of them. */
export type TimeLeft = () => number;

export interface QueryOptions {
  /**
   * PostgreSQL plans the statement once a connection, not with each use, which for a page of a list is half of its work.
   * Danger: only for a text that is the same each time, with one good plan whatever the parameters are.
   */
  readonly prepared?: boolean;
}

/** What reads, in a transaction or out of one. */
export interface Reader {
  query<R>(sql: string, parameters?: readonly unknown[], options?: QueryOptions): Promise<R[]>;
}

/** The app's schema within a Reach: `Database.within(...)` or `Database.acrossTenants()` gives one. */
export interface TenantDatabase extends Reader {
  /** A Database has none: what asks for a reach cannot be given one that reaches nothing by oversight. */
  readonly reach: Reach;
  /** As `Database.transaction`. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** One statement that only reads, in a read-only transaction of its own. */
  query<R>(sql: string, parameters?: readonly unknown[], options?: QueryOptions): Promise<R[]>;
}
