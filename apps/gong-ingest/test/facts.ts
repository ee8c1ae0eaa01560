import { randomUUID } from 'node:crypto';
import type { DataOf, EventDefinition, Fact } from '@gong-timeline/contracts';
import { type BatchHandler, type Ignored, stepFor } from '@gong-timeline/messaging';
import type { Database } from '@gong-timeline/persistence';

/** A fact as a handler is given it. */
export const factOf = <E extends EventDefinition>(
  event: E,
  tenantId: string,
  data: DataOf<E>,
  more: Partial<Fact<E>> = {},
): Fact<E> => ({
  id: randomUUID(),
  type: event.type,
  source: event.toldBy[0] ?? 'gong-ingest',
  occurredAt: new Date().toISOString(),
  tenantId,
  subject: event.subject(data),
  correlationId: randomUUID(),
  causationId: null,
  traceparent: null,
  data,
  ...more,
});

/** Hands facts to a handler as the consumer does: one transaction. Gives back why some were ignored. */
export const deliver = async <E extends EventDefinition>(
  database: Database,
  handler: BatchHandler<E>,
  ...facts: Fact<E>[]
): Promise<string[]> => {
  const ignored: Ignored[] = [];
  const tenants = facts.map(({ tenantId }) => tenantId);
  await database.within(tenants).transaction((tx) => handler(facts, stepFor(tx, ignored)));
  return ignored.map(({ reason }) => reason);
};
