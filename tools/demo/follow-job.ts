import { setTimeout as pause } from 'node:timers/promises';
import { getJob, type Job, listJobs } from '@gong-timeline/contracts';
import type { GatewayClient } from './gateway-client';

/** Polls a job until it is finished and hands each change to `show`. */
export async function followJob(
  gateway: GatewayClient,
  jobId: string,
  show: (job: Job) => void,
  told: AbortSignal,
): Promise<Job> {
  let last = '';
  for (;;) {
    told.throwIfAborted();
    const job = await findJob(gateway, jobId);
    if (job !== null) {
      const now = JSON.stringify(job);
      if (now !== last) show(job);
      last = now;
      if (job.status !== 'Running') return job;
    }
    await pause(250, undefined, { signal: told });
  }
}

/** A job that has just been made may not have reached the execution log yet. */
async function findJob(gateway: GatewayClient, jobId: string): Promise<Job | null> {
  const { items } = await gateway.call(listJobs, { query: { limit: 50 } });
  return items.some((job) => job.jobId === jobId) ? gateway.call(getJob, { params: { jobId } }) : null;
}

/** Retries come by themselves a moment after a User was created: waits for the first, then until none runs. */
export async function followRetries(
  gateway: GatewayClient,
  expected: boolean,
  told: AbortSignal,
): Promise<readonly Job[]> {
  const until = Date.now() + 20_000;
  for (;;) {
    const { items } = await gateway.call(listJobs, { query: { limit: 50 } });
    const retries = items.filter((job) => job.trigger === 'retry');
    const settled = retries.every((job) => job.status !== 'Running');
    if ((settled && (retries.length > 0 || !expected)) || Date.now() > until) return retries;
    await pause(250, undefined, { signal: told });
  }
}
