import type { OperationDefinition } from '@gong-timeline/contracts';
import type { Role } from '../http/identity';
import type { Caller } from './service-credentials';

/**
 * Whether a service may call an operation in a role. Only the gateway knows people, so only it acts for them; whoever acts
 * as a service calls what names it (`callers`), and nothing else.
 */
export const mayCallFor = (
  caller: Caller,
  role: Role,
  operation: Pick<OperationDefinition, 'access' | 'callers'>,
): boolean => {
  if (caller === 'any') return true;
  if (role === 'service') return operation.callers?.includes(caller) === true;
  return caller === 'gateway' && operation.access !== 'service';
};
