import type { Connection } from '../../api/types';
import type { JobCounts } from '../../api/use-job-counts';
import { counted } from '../../status/words';

/** S4, in numbers. */
export const whatDeletingDoes = (
  { state, authorizedAt }: Connection,
  { created, running }: Pick<JobCounts, 'created' | 'running'>,
): readonly string[] => {
  if (authorizedAt === null) return ['It was never authorized at Gong: nothing was read with it.'];
  return [
    state === 'active' || state === 'needs-reauthorization'
      ? 'Its tokens are revoked and wiped. At Gong the app stays listed until an admin of Gong removes it.'
      : 'Its tokens were wiped before.',
    running === 0
      ? 'No job of it runs now. No further sync starts.'
      : `${counted(running, 'job')} that ${running === 1 ? 'runs' : 'run'} now ${running === 1 ? 'stops' : 'stop'}. No further sync starts.`,
    created === 0
      ? 'It brought no activity onto the Timeline.'
      : `${counted(created, 'activity', 'activities')} that it brought ${created === 1 ? 'stays' : 'stay'} on the Timeline, as ${created === 1 ? 'it is' : 'they are'}.`,
    'It cannot be taken back. A new connection to the same Gong company duplicates nothing.',
  ];
};
