import type { Job, JobCall } from '@gong-timeline/contracts';
import { countsOf, sumOf } from './counts-of';
import { expiresAt, hasExpired } from './log-expiry';

/** A job as its row has it. */
export interface JobRow {
  readonly job_id: string;
  readonly connection_id: string;
  readonly connection_name: string | null;
  readonly trigger: Job['trigger'];
  readonly window_from: Date | null;
  readonly window_to: Date | null;
  readonly started_at: Date | null;
  readonly step: string | null;
  readonly calls_seen: number;
  readonly calls_expected: number | null;
  readonly ending: string | null;
  readonly calls_read: number | null;
  readonly reason: string | null;
  readonly by_code: Job['byCode'];
  readonly status: Job['status'];
  readonly ended_at: Date | null;
}

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;

/** While it runs, what was read is what was told of it so far, and never less than what is done. */
const readSoFar = (row: JobRow): number => row.calls_read ?? Math.max(row.calls_seen, sumOf(row.by_code));

/** What the bar says is going on (S33). */
const stepOf = ({ ended_at, ending, step }: JobRow): string | null => {
  if (ended_at !== null) return null;
  return ending === null ? step : 'writing to the Timeline';
};

export const jobOf = (row: JobRow, now: Date): Job => ({
  jobId: row.job_id,
  connectionId: row.connection_id,
  connectionName: row.connection_name,
  trigger: row.trigger,
  status: row.status,
  startedAt: iso(row.started_at),
  endedAt: iso(row.ended_at),
  window:
    row.window_from === null || row.window_to === null
      ? null
      : { from: row.window_from.toISOString(), to: row.window_to.toISOString() },
  step: stepOf(row),
  reason: row.reason,
  callsExpected: row.calls_expected,
  counts: { read: readSoFar(row), ...countsOf(row.by_code) },
  byCode: row.by_code,
  log: {
    expiresAt: row.ended_at === null ? null : expiresAt(row.ended_at).toISOString(),
    expired: row.ended_at !== null && hasExpired(row.ended_at, now),
  },
});

/** One call of a job as its row has it. */
export interface CallRow {
  readonly call_id: string;
  readonly code: JobCall['code'];
  readonly message: string;
  readonly title: string | null;
  readonly started_at: string | null;
  readonly owner_name: string | null;
  readonly url: string | null;
  readonly company_gsid: string | null;
  readonly company_name: string | null;
  readonly activity_id: string | null;
  readonly attempt: number;
  readonly retried_by: string | null;
  readonly candidates: JobCall['candidates'] | null;
  readonly reference: string | null;
  readonly recorded_at: Date;
}

export const jobCallOf = (row: CallRow): JobCall => ({
  callId: row.call_id,
  code: row.code,
  message: row.message,
  title: row.title,
  startedAt: row.started_at,
  ownerName: row.owner_name,
  url: row.url,
  companyGsid: row.company_gsid,
  companyName: row.company_name,
  activityId: row.activity_id,
  attempt: row.attempt,
  retriedBy: row.retried_by,
  candidates: row.candidates ?? [],
  reference: row.reference,
  recordedAt: row.recorded_at.toISOString(),
});
