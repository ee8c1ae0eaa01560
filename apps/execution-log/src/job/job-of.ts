import type { Job, JobCall } from '@gong-timeline/contracts';
import { OUTCOMES } from '@gong-timeline/domain';
import { countsOf, sumOf } from './counts-of';
import { expiresAt, hasExpired } from './log-expiry';
import { accountedByCode, lostOutcomes, OVERDUE_AFTER_MS, readSoFar } from './lost-outcomes';

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
  readonly read_ended_at: Date | null;
  readonly last_outcome_at: Date | null;
  readonly written_off_at: Date | null;
}

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;

const count = (calls: number): string => (calls === 1 ? '1 call' : `${calls} calls`);

/** What the bar says is going on (S33). */
const stepOf = (row: JobRow, now: Date): string | null => {
  if (row.ended_at !== null) return null;
  if (row.ending === null) return row.step;
  const newest = Math.max(row.read_ended_at?.getTime() ?? 0, row.last_outcome_at?.getTime() ?? 0);
  if (now.getTime() - newest < OVERDUE_AFTER_MS) return 'writing to the Timeline';
  return `waiting for ${count(readSoFar(row) - sumOf(row.by_code))}: overdue since ${new Date(newest + OVERDUE_AFTER_MS).toISOString()}`;
};

const reasonOf = (row: JobRow): string | null => {
  const parts = [row.reason];
  if (row.written_off_at !== null && row.ending === null) parts.push('The end of its reading was never told.');
  const lost = lostOutcomes(row);
  if (lost > 0) {
    parts.push(
      `What became of ${count(lost)} was never told: counted as failed (internal.error). ` +
        `They are read again by each run that reaches back to them. Reference: ${row.job_id}`,
    );
  }
  return parts.filter((part) => part !== null).join(' ') || null;
};

/** From its start until its end, or so far. */
const durationOf = ({ started_at, ended_at }: JobRow, now: Date): number | null =>
  started_at === null ? null : Math.max(0, Math.round(((ended_at ?? now).getTime() - started_at.getTime()) / 1000));

export const jobOf = (row: JobRow, now: Date): Job => ({
  jobId: row.job_id,
  connectionId: row.connection_id,
  connectionName: row.connection_name,
  trigger: row.trigger,
  status: row.status,
  startedAt: iso(row.started_at),
  endedAt: iso(row.ended_at),
  durationSeconds: durationOf(row, now),
  window:
    row.window_from === null || row.window_to === null
      ? null
      : { from: row.window_from.toISOString(), to: row.window_to.toISOString() },
  step: stepOf(row, now),
  reason: reasonOf(row),
  callsExpected: row.calls_expected,
  counts: { read: readSoFar(row), ...countsOf(accountedByCode(row)) },
  byCode: accountedByCode(row),
  lostOutcomes: lostOutcomes(row),
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
  willRetry: OUTCOMES[row.code].retried,
  retriedBy: row.retried_by,
  candidates: row.candidates ?? [],
  reference: row.reference,
  recordedAt: row.recorded_at.toISOString(),
});
