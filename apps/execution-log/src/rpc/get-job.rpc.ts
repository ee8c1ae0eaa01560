import { JobService } from '@gong-timeline/client';
import { getJobMethod } from '@gong-timeline/contracts';
import { defineRpc } from '@gong-timeline/runtime';
import { findJob } from '../find-job';
import { toJobMessage } from './to-message';

export const getJobRpc = defineRpc(getJobMethod, JobService.getJob, async ({ jobId }, { database, tenantId, now }) => ({
  job: toJobMessage(await findJob(database, tenantId, jobId, now)),
}));
