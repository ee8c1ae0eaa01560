import type { OperationDefinition } from '@gong-timeline/contracts';
import type { AppName } from '@gong-timeline/domain';
import type { Role } from '../http/identity';

/**
 * Whether a service may call an operation in a role. Only the gateway knows people, so only it acts for them; whoever acts
 * as a service calls what names it (`callers`), and nothing else.
 */
export const mayCallFor = (
  caller: AppName,
  role: Role,
  operation: Pick<OperationDefinition, 'access' | 'callers'>,
): boolean => {
  if (role === 'service') return operation.callers?.includes(caller) === true;
  return caller === 'gateway' && operation.access !== 'service';
};
