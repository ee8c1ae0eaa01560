import { COUNTS, OUTCOME_CODES } from '@gong-timeline/domain';
import { Type } from '@sinclair/typebox';
import { Uuid } from '../events/gong-call';
import { streamJobProgress } from '../http/job-progress';
import { getJob, listJobCalls, oneOf } from '../http/jobs';
import { defineMethod } from './define-method';
import { pageFields, searchField } from './page-fields';

const service = 'gong_timeline.jobs.v1.JobService';
const jobId = { jobId: Uuid };

export const getJobMethod = defineMethod({
  service,
  method: 'GetJob',
  responseStream: false,
  like: getJob,
  request: Type.Object(jobId),
});

export const watchJobMethod = defineMethod({
  service,
  method: 'WatchJob',
  responseStream: true,
  like: streamJobProgress,
  request: Type.Object(jobId),
});

export const listOutcomesMethod = defineMethod({
  service,
  method: 'ListOutcomes',
  responseStream: false,
  like: listJobCalls,
  request: Type.Object({
    ...jobId,
    codes: Type.Array(oneOf(OUTCOME_CODES), { maxItems: OUTCOME_CODES.length }),
    counts: Type.Array(oneOf(COUNTS), { maxItems: COUNTS.length }),
    search: searchField,
    ...pageFields,
  }),
});
