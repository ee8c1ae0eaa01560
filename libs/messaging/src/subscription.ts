import type { EventDefinition, Fact } from '@gong-timeline/contracts';
import type { Step } from './step';

/**
 * Facts of one type, in partition order, no two of one key. All handlers of a chunk share one transaction; the offset
 * is committed after it. At least once: a handler is idempotent by natural key, and takes no network into the step.
 */
export type BatchHandler<E extends EventDefinition> = (facts: readonly Fact<E>[], step: Step) => Promise<void>;

/** What is known of a message that went to the dead letters: the fact when it parsed, else what its headers say. */
export interface LostFact {
  readonly fact: Fact | null;
  readonly tenantId: string | null;
  readonly subject: string | null;
  readonly correlationId: string | null;
  readonly type: string | null;
  /** Id of the dead letter, for people. */
  readonly reference: string;
  readonly reason: string;
}

export interface SubscriptionOptions {
  /**
   * The handler stands above tenants: it may write no tenant's rows, and is called for one that is gone, too. All facts of
   * a topic are to agree in this.
   */
  readonly aboveTenants?: boolean;
  /**
   * Called in the transaction that records the dead letter, so that e.g. an `internal.error` outcome is told. A message
   * may be lost more than once (redelivery, a replay that fails again).
   */
  readonly whenLost?: (lost: LostFact, step: Step) => Promise<void> | void;
}

export interface Subscription extends SubscriptionOptions {
  readonly event: EventDefinition;
  readonly handler: BatchHandler<EventDefinition>;
}

/** One line of an app's table of contents: when this fact arrives, do this. */
export const on = <E extends EventDefinition>(
  event: E,
  handler: BatchHandler<E>,
  options: SubscriptionOptions = {},
): Subscription => ({
  event,
  // The parser gives a handler only facts that passed this event's own schema.
  handler: handler as unknown as BatchHandler<EventDefinition>,
  ...options,
});
