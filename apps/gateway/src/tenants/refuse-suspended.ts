import type { TenantState } from '@gong-timeline/contracts';
import { ProblemError } from '@gong-timeline/runtime';

/** Nobody of a tenant that is suspended, or being wiped, signs in or calls. */
export const refuseSuspended = (state: TenantState | null): void => {
  if (state === 'active') return;
  throw new ProblemError('tenant.suspended', 'The tenant is suspended: ask who runs this installation');
};
