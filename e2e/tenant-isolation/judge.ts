import type { OperationDefinition } from '@gong-timeline/contracts';
import type { Answer } from './ask';
import type { Foreign } from './routes';

/** What an answer to a stranger says wrongly by its status; null: nothing. */
export const wrongStatus = (operation: OperationDefinition, foreign: Foreign, { status }: Answer): string | null => {
  const right = foreign === 'not-found' ? [404] : foreign === 'own' ? [operation.status, 404] : foreign;
  return right.includes(status) ? null : `${operation.operationId} answers ${status}, not ${right.join(' or ')}`;
};
