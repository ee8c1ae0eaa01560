import type { Reach } from './reach';
import type { Transaction } from './transaction';

export interface TransactionOptions {
  readonly signal?: AbortSignal;
}

/** Milliseconds that whoever waits for the answer still has: no statement takes longer. Asked at each of them. */
export type TimeLeft = () => number;

/** What reads, in a transaction or out of one. */
export interface Reader {
  query<R>(sql: string, parameters?: readonly unknown[]): Promise<R[]>;
}

/** The app's schema within a Reach: `Database.within(...)` or `Database.acrossTenants()` gives one. */
export interface TenantDatabase extends Reader {
  /** A Database has none: what asks for a reach cannot be given one that reaches nothing by oversight. */
  readonly reach: Reach;
  /** As `Database.transaction`. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** One statement that only reads, in a read-only transaction of its own. */
  query<R>(sql: string, parameters?: readonly unknown[]): Promise<R[]>;
}
