import type { CountName } from '../../status/words';

/** The page of a job: all its calls, or those of one of its counts. */
export const jobPage = (jobId: string, count: CountName | 'read' = 'read'): string =>
  `/administration/timeline/integrations/execution-log/${jobId}${count === 'read' ? '' : `?count=${count}`}`;
