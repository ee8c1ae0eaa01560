import type { EventDefinition, NewFact } from '@gong-timeline/contracts';
import type { EntityManager } from 'typeorm';
import type { QueryOptions } from './tenant-database';

/**
 * One open database transaction. What is told in it reaches Kafka if and only if it commits.
 *
 * Danger: facts of one key keep their order only if a transaction that tells facts of a key has locked that key's own
 * row before (an upsert or `SELECT ... FOR UPDATE` of the call, the job, the connection). Outbox positions are then
 * given under that lock, so that the positions of one key follow the order of commits.
 */
export interface Transaction {
  /** When the transaction began, by the application's clock. */
  readonly now: Date;
  /** TypeORM, for simple mapped tables. Joins this transaction. */
  readonly manager: EntityManager;
  /** The rows that the statement returns: also for INSERT, UPDATE and DELETE with RETURNING. */
  query<R>(sql: string, parameters?: readonly unknown[], options?: QueryOptions): Promise<R[]>;
  /** Checked against the event's schema here and now; sent after the commit, at least once, in order per key. */
  tell<E extends EventDefinition>(event: E, fact: NewFact<E>): void;
}
