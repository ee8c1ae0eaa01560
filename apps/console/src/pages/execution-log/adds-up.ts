import type { Job } from '../../api/types';
import { COUNT_NAMES } from '../../status/words';

/** S32: read = created + updated + unchanged + skipped + failed + waiting. `counting` while the job runs. */
export const addsUp = ({ counts, status }: Pick<Job, 'counts' | 'status'>): 'yes' | 'no' | 'counting' => {
  const sum = COUNT_NAMES.reduce((total, count) => total + counts[count], 0);
  if (sum === counts.read) return 'yes';
  return status === 'Running' ? 'counting' : 'no';
};
