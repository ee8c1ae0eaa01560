import type { auditRecorded } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { addAuditEntries } from './store/audit-entries';

export const keepEntryOnAuditRecorded: BatchHandler<typeof auditRecorded> = async (facts, step) => {
  const added = await addAuditEntries(step.tx, facts);
  for (const fact of facts) if (!added.has(fact.data.entryId)) step.ignore(fact, 'already-kept');
};
