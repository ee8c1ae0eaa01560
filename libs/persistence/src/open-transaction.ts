import { randomUUID } from 'node:crypto';
import type { EventDefinition, NewFact } from '@gong-timeline/contracts';
import type { ClientBase } from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { OutboxMessage } from './outbox/outbox-message';
import { type Appended, appendToOutbox } from './outbox/store/append-to-outbox';
import { toMessage } from './outbox/to-message';
import { statementOf } from './statement-of';
import type { QueryOptions } from './tenant-database';
import type { Transaction } from './transaction';

/** The Transaction that Database opens. Statements go to the driver itself: TypeORM would wrap each of them. */
export class OpenTransaction implements Transaction {
  private told: OutboxMessage[] = [];

  private readonly occurredAt: string;

  constructor(
    readonly now: Date,
    private readonly source: string,
    private readonly runner: QueryRunner,
    private readonly client: ClientBase,
  ) {
    this.occurredAt = now.toISOString();
  }

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async query<R>(sql: string, parameters: readonly unknown[] = [], options?: QueryOptions): Promise<R[]> {
    const result = await this.client.query(statementOf(sql, parameters, options));
    return result.rows as R[];
  }

  tell<E extends EventDefinition>(event: E, fact: NewFact<E>): void {
    this.told.push(toMessage(event, fact, { id: randomUUID(), source: this.source, occurredAt: this.occurredAt }));
  }

  post(message: OutboxMessage): void {
    this.told.push(message);
  }

  /** Writes what was told until now. */
  async flush(): Promise<readonly Appended[]> {
    const messages = this.told;
    this.told = [];
    return messages.length === 0 ? [] : appendToOutbox(this.client, messages);
  }
}

/** A message that is not one of our facts (a dead letter, a replay, a tombstone), sent after the commit like a fact. */
export function postMessage(tx: Transaction, message: OutboxMessage): void {
  if (!(tx instanceof OpenTransaction))
    throw new TypeError('postMessage needs a transaction of Database.transaction()');
  tx.post(message);
}
