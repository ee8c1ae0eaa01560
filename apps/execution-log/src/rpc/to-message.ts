import { jobs } from '@gong-timeline/client';
import type { Job, JobCall } from '@gong-timeline/contracts';

const STATUSES: Readonly<Record<Job['status'], jobs.JobStatus>> = {
  Running: jobs.JobStatus.RUNNING,
  Success: jobs.JobStatus.SUCCESS,
  'Partial Success': jobs.JobStatus.PARTIAL_SUCCESS,
  Failed: jobs.JobStatus.FAILED,
  Stopped: jobs.JobStatus.STOPPED,
};

const time = (iso: string | null | undefined): Date | undefined => (iso == null ? undefined : new Date(iso));

/** A job in the words of the .proto: null is a field that is not set. */
export const toJobMessage = (job: Job): jobs.Job => ({
  jobId: job.jobId,
  connectionId: job.connectionId,
  connectionName: job.connectionName ?? undefined,
  trigger: job.trigger ?? undefined,
  status: STATUSES[job.status],
  startedAt: time(job.startedAt),
  endedAt: time(job.endedAt),
  windowFrom: time(job.window?.from),
  windowTo: time(job.window?.to),
  step: job.step ?? undefined,
  reason: job.reason ?? undefined,
  callsExpected: job.callsExpected ?? undefined,
  counts: job.counts,
  byCode: job.byCode,
  lostOutcomes: job.lostOutcomes,
  logExpiresAt: time(job.log.expiresAt),
  logExpired: job.log.expired,
});

export const toOutcomeMessage = (call: JobCall): jobs.Outcome => ({
  callId: call.callId,
  code: call.code,
  message: call.message,
  title: call.title ?? undefined,
  startedAt: call.startedAt ?? undefined,
  ownerName: call.ownerName ?? undefined,
  url: call.url ?? undefined,
  companyGsid: call.companyGsid ?? undefined,
  companyName: call.companyName ?? undefined,
  activityId: call.activityId ?? undefined,
  attempt: call.attempt,
  willRetry: call.willRetry,
  retriedBy: call.retriedBy ?? undefined,
  candidates: call.candidates,
  reference: call.reference ?? undefined,
  recordedAt: time(call.recordedAt),
});
