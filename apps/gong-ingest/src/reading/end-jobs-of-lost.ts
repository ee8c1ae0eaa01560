import type { connectionNeedsReauthorization, connectionRevoked, Fact } from '@gong-timeline/contracts';
import type { Step } from '@gong-timeline/messaging';
import { loseConnections } from '../store/connection-fact.store';
import type { Stop } from '../store/job.table';
import { endJobs } from './end-jobs';

type Lost = Fact<typeof connectionNeedsReauthorization> | Fact<typeof connectionRevoked>;

/** A connection that cannot be read: its waiting jobs end at once, the running one at its next page. */
export const endJobsOfLost = async (
  facts: readonly Lost[],
  step: Step,
  state: 'needs-reauthorization' | 'revoked',
  stopOf: (name: string) => Stop,
): Promise<void> => {
  const changed = await loseConnections(
    step.tx,
    facts.map((fact) => ({
      tenantId: fact.tenantId,
      connectionId: fact.data.connectionId,
      reason: fact.data.reason,
      at: fact.occurredAt,
    })),
    state,
  );
  for (const fact of facts) {
    if (!changed.has(fact.data.connectionId)) step.ignore(fact, 'unknown connection, or a newer state of it is known');
    else
      await endJobs(step.tx, { tenantId: fact.tenantId, connectionId: fact.data.connectionId }, stopOf(fact.data.name));
  }
};
