import { getJob, type Job, type JobCall, listJobCalls, listJobs, saveSyncSettings } from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import type { Tenant } from './system';

/** Save with the sync on; answers the id of the job that it started. */
export async function saveAndStart({ gateway, connectionId }: Tenant, firstRunDays = 95): Promise<string> {
  const { job } = await gateway.call(saveSyncSettings, {
    params: { connectionId },
    body: {
      enabled: true,
      activityTypeId: 'meeting',
      intervalHours: 4,
      lookBackDays: 3,
      firstRunDays,
      matchDomains: false,
      includeNotes: true,
    },
  });
  if (job === null) throw new Error('Save started no sync.');
  return job.jobId;
}

export function finished(tenant: Tenant, jobId: string, timeoutMs = 60_000): Promise<Job> {
  return eventually(
    async () => {
      const job = await tenant.gateway.call(getJob, { params: { jobId } });
      expect(job.status).not.toBe('Running');
      return job;
    },
    { timeoutMs, intervalMs: 250, what: `job ${jobId} to finish` },
  );
}

export const jobsOf = async (tenant: Tenant): Promise<readonly Job[]> =>
  (await tenant.gateway.call(listJobs, { query: { limit: 200 } })).items;

export async function callsOf(tenant: Tenant, jobId: string): Promise<readonly JobCall[]> {
  const calls: JobCall[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: JobCall[]; nextCursor: string | null } = await tenant.gateway.call(listJobCalls, {
      params: { jobId },
      query: { limit: 200, ...(cursor !== null && { cursor }) },
    });
    calls.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return calls;
}

/** S32: what was read is the sum of what became of it. */
export function expectToAddUp({ counts }: Job): void {
  const { read, ...rest } = counts;
  expect(Object.values(rest).reduce((sum, count) => sum + count, 0)).toBe(read);
}
