import { rpcs } from '@gong-timeline/runtime';
import { getJobRpc } from './get-job.rpc';
import { listOutcomesRpc } from './list-outcomes.rpc';
import { watchJobRpc } from './watch-job.rpc';

/** gong_timeline.jobs.v1.JobService. */
export const jobRpcs = rpcs([getJobRpc, watchJobRpc, listOutcomesRpc]);
