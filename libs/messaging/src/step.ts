import type { DataOf, EventDefinition, Fact } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';

/** What a handler may do besides reading its facts. */
export interface Step {
  readonly tx: Transaction;
  readonly now: Date;
  /** A fact that comes of `cause`: same tenant, correlation and trace, causation = cause.id. */
  tell<E extends EventDefinition>(event: E, cause: Fact, data: DataOf<E>): void;
  /** Ended as *ignored*: counted by (event type, reason) once the transaction has committed, and logged at debug. */
  ignore(fact: Fact, reason: string): void;
}

export interface Ignored {
  readonly fact: Fact;
  readonly reason: string;
}

/** The real Step of a transaction. `ignored` gathers what the step set aside, to be counted after the commit. */
export const stepFor = (tx: Transaction, ignored: Ignored[] = []): Step => ({
  tx,
  now: tx.now,
  tell: (event, cause, data) =>
    tx.tell(event, {
      tenantId: cause.tenantId,
      correlationId: cause.correlationId,
      causationId: cause.id,
      traceparent: cause.traceparent,
      data,
    }),
  ignore: (fact, reason) => {
    ignored.push({ fact, reason });
  },
});
