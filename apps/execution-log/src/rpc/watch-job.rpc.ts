import { PassThrough } from 'node:stream';
import { type jobs, JobService } from '@gong-timeline/client';
import { watchJobMethod } from '@gong-timeline/contracts';
import { defineStreamRpc, notFound } from '@gong-timeline/runtime';
import { jobOf } from '../job/job-of';
import type { JobFormat } from '../progress/job-event';
import { ProgressFeed } from '../progress/progress-feed';
import { findWatchedJob } from '../store/watch-jobs';
import { toJobMessage } from './to-message';

const AS_MESSAGES: JobFormat = {
  begin: null,
  job: (job, now): jobs.WatchJobResponse => ({ job: toJobMessage(jobOf(job, now)) }),
  beat: null,
};

/** The same feed as the events over HTTP have (S33): to a slow reader only the newest state is told. */
export const watchJobRpc = defineStreamRpc(
  watchJobMethod,
  JobService.watchJob,
  async function* ({ jobId }, { database, tenantId, signal, get }) {
    const job = await findWatchedJob(database, tenantId, jobId);
    if (job === undefined) throw notFound('job');
    const feed = get<ProgressFeed>(ProgressFeed);
    feed.refuseTooMany(tenantId);
    const messages = new PassThrough({ objectMode: true, highWaterMark: 1, signal });
    const followed = feed.follow({ tenantId, jobId, connectionId: null, lastEventId: null }, messages, AS_MESSAGES);
    try {
      for await (const message of messages) yield message as jobs.WatchJobResponse;
    } finally {
      messages.destroy();
      await followed;
    }
  },
);
