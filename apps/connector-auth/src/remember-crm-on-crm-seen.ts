import type { crmSeen } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { saveSeenCrms } from './store/crm.store';

/** S5: the connection tells its admin what of it is ignored. */
export const rememberCrmOnCrmSeen: BatchHandler<typeof crmSeen> = (facts, step) =>
  saveSeenCrms(
    step.tx,
    facts.map(({ tenantId, data }) => ({ tenantId, ...data })),
  );
