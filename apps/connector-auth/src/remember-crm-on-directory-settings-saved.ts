import type { directorySettingsSaved } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { saveDirectoryCrms } from './store/crm.store';

/** S5: what the CRM at Gong is compared with. */
export const rememberCrmOnDirectorySettingsSaved: BatchHandler<typeof directorySettingsSaved> = async (facts, step) => {
  const saved = facts.map((fact) => ({
    tenantId: fact.tenantId,
    system: fact.data.crmSystem,
    savedAt: fact.occurredAt,
  }));
  const taken = await saveDirectoryCrms(step.tx, saved);
  for (const fact of facts) {
    if (!taken.has(fact.tenantId)) step.ignore(fact, 'newer settings of the directory are known');
  }
};
