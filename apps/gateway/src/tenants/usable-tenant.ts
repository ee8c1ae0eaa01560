import { notFound, ProblemError } from '@gong-timeline/runtime';
import type { Transaction } from '@gong-timeline/persistence';
import { findTenantState } from '../store/tenant.store';

/** For the operator, who may prepare a tenant that is suspended: nothing is added to one that is being wiped. */
export const usableTenant = async (tx: Transaction, tenantId: string): Promise<void> => {
  const state = await findTenantState(tx, tenantId);
  if (state === null) throw notFound('tenant');
  if (state === 'wiping') throw new ProblemError('tenant.wiping', `The tenant ${tenantId} is being wiped`);
};
