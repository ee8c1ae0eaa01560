import type { Job } from '../../api/types';

/** An Activity is created once for a call, whatever is repeated (S10): what all jobs created is what is there. */
export const broughtBy = (jobs: readonly Pick<Job, 'counts' | 'status'>[]) => ({
  activities: jobs.reduce((total, { counts }) => total + counts.created, 0),
  running: jobs.filter(({ status }) => status === 'Running').length,
});
export type Brought = ReturnType<typeof broughtBy> & { readonly atLeast: boolean };
