import {
  type Activity,
  getJob,
  type Job,
  type JobCall,
  listActivities,
  listJobCalls,
  listJobs,
  type SyncSettingsInput,
  saveSyncSettings,
} from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import type { Tenant } from './system';

const SETTINGS: SyncSettingsInput = {
  enabled: true,
  activityTypeId: 'meeting',
  // One slot a day, at midnight UTC: with more, one would begin in the middle of a spec far more often.
  intervalHours: 24,
  lookBackDays: 3,
  firstRunDays: 95,
  matchDomains: false,
  includeNotes: true,
};

/** Save with the sync on; answers the id of the job that it started. */
export const saveAndStart = (tenant: Tenant, firstRunDays = 95): Promise<string> =>
  saveSettings(tenant, { firstRunDays });

export async function saveSettings(
  { gateway, connectionId }: Tenant,
  settings: Partial<SyncSettingsInput>,
): Promise<string> {
  const body = { ...SETTINGS, ...settings };
  const { job } = await gateway.call(saveSyncSettings, { ifMatch: '*', params: { connectionId }, body });
  if (job === null) throw new Error('Save started no sync.');
  return job.jobId;
}

/**
 * Until gong-ingest starts nothing for a connection that needs to be authorised again. A job that failed, and the connection's own
 * state, come earlier: that fact is still on its way then, and would end a job that was started since.
 */
export const isRefused = (tenant: Tenant): Promise<void> =>
  eventually(() => expect(saveAndStart(tenant)).rejects.toThrow(/connection\.not-usable/), {
    intervalMs: 250,
    what: 'gong-ingest to hear that the connection is lost',
  });

export interface Synced {
  readonly jobId: string;
  readonly job: Job;
  readonly calls: readonly JobCall[];
  /** What the job says of a call; fails when it read none of that id. */
  of(callId: string): JobCall;
}

/** One sync from Save to the last outcome. */
export async function sync(tenant: Tenant, settings: Partial<SyncSettingsInput> = {}): Promise<Synced> {
  return syncedBy(tenant, await saveSettings(tenant, settings));
}

export async function syncedBy(tenant: Tenant, jobId: string): Promise<Synced> {
  const job = await finished(tenant, jobId);
  expectToAddUp(job);
  const calls = await callsOf(tenant, jobId);
  return {
    jobId,
    job,
    calls,
    of: (callId) => {
      const call = calls.find((each) => each.callId === callId);
      if (call === undefined) throw new Error(`Job ${jobId} read no call ${callId}.`);
      return call;
    },
  };
}

/** The retry that read a call again. */
export const retriedIn = (tenant: Tenant, first: Synced, callId: string): Promise<Synced> =>
  eventually(
    async () => {
      const { retriedBy } = (await callsOf(tenant, first.jobId)).find((call) => call.callId === callId) ?? {};
      return retriedBy ? syncedBy(tenant, retriedBy) : null;
    },
    { timeoutMs: 30_000, intervalMs: 250, what: `call ${callId} to be read again by a retry` },
  );

export const activitiesOf = async ({ gateway }: Tenant): Promise<ReadonlyMap<string, Activity>> =>
  new Map((await gateway.call(listActivities, { query: { limit: 200 } })).items.map((each) => [each.callId, each]));

/** Page by page, newest first. */
export async function allActivities({ gateway }: Tenant): Promise<readonly Activity[]> {
  const all: Activity[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Activity[]; nextCursor: string | null } = await gateway.call(listActivities, {
      query: { limit: 200, ...(cursor !== null && { cursor }) },
    });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
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
