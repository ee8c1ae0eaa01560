import { crmSeen } from '@gong-timeline/contracts';
import type { CrmSystem } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import type { ReadCall } from '../gong/to-call-captured';
import { takeUntoldCrms } from '../store/crm-seen.store';
import type { Job } from '../store/job.table';
import { jobFact } from './job-fact';

/** S5: the connection says which CRM it meets at Gong. Of private calls nothing is known here, not even that. */
export const tellCrmsSeen = async (tx: Transaction, job: Job, calls: readonly ReadCall[]): Promise<void> => {
  const seen = crmsSeen(calls);
  if (seen.length === 0) return;
  const { connectionId } = job;
  for (const system of await takeUntoldCrms(tx, job, seen)) {
    tx.tell(crmSeen, jobFact(job, { connectionId, system, seenAt: tx.now.toISOString() }));
  }
};

export const crmsSeen = (calls: readonly ReadCall[]): CrmSystem[] => {
  const systems = new Set<CrmSystem>();
  for (const call of calls) {
    if (call.kind !== 'public') continue;
    for (const { system } of call.captured.accounts) systems.add(system);
    for (const { contactIds } of call.captured.parties) for (const { system } of contactIds) systems.add(system);
  }
  return [...systems].sort();
};
