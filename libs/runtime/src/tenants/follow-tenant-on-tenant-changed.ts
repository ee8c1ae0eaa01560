import { tenantChanged } from '@gong-timeline/contracts';
import { on, type Subscription } from '@gong-timeline/messaging';
import { setTenantState } from '@gong-timeline/persistence';

/** The same in every service: what is suspended is held, and nothing of what is to be wiped is taken in any more. */
export const followTenantOnTenantChanged: Subscription = on(
  tenantChanged,
  async (facts, step) => {
    for (const fact of facts) {
      const changed = await setTenantState(step.tx, fact.tenantId, fact.data);
      if (!changed) step.ignore(fact, 'a newer state of the tenant is known');
    }
  },
  { aboveTenants: true },
);
