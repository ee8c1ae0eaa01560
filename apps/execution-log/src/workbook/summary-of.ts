import type { Job } from '@gong-timeline/contracts';
import { COUNTS, countOf, type OutcomeCode } from '@gong-timeline/domain';
import { type ByCode, countsOf, sumOf } from '../job/counts-of';
import { STATUS_WORDS, timeText } from './row-of';
import type { Cell } from './row-xml';

export const SUMMARY_WIDTHS = [30, 44, 12] as const;

const two = (number: number): string => String(number).padStart(2, '0');

const durationOf = ({ startedAt, endedAt }: Pick<Job, 'startedAt' | 'endedAt'>): string | null => {
  if (startedAt === null || endedAt === null) return null;
  const seconds = Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000));
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

/** The summary sheet (S30): the job's facts, its counts with their sum (S32), its outcomes by code. `byCode` is counted over the rows of this very file. */
export const summaryOf = (job: Job, byCode: ByCode, timeZone: string): readonly (readonly Cell[])[] => {
  const { lostOutcomes: lost } = job;
  const counts = countsOf(byCode);
  counts.failed += lost;
  const sum = sumOf(byCode) + lost;
  const codes = (Object.entries(byCode) as [OutcomeCode, number][]).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ['Job ID', job.jobId],
    ['Connection', job.connectionName],
    ['Trigger', job.trigger],
    ['Status', job.status],
    ['Reason', job.reason],
    [`Job Date (${timeZone})`, timeText(job.startedAt, timeZone)],
    [`Ended (${timeZone})`, timeText(job.endedAt, timeZone)],
    ['Duration (h:mm:ss)', durationOf(job)],
    [`Calls that start from (${timeZone})`, timeText(job.window?.from ?? null, timeZone)],
    [`Calls that start before (${timeZone})`, timeText(job.window?.to ?? null, timeZone)],
    [],
    ['Calls read', job.counts.read],
    ...COUNTS.map((count) => [STATUS_WORDS[count], counts[count]]),
    ...(lost === 0 ? [] : [['Failed, of which nothing was told (no row)', lost]]),
    ['Sum', sum],
    ['Read = sum', job.counts.read === sum ? 'yes' : `no: ${job.counts.read - sum} calls have no outcome`],
    [],
    ['Code', 'Status', 'Calls'],
    ...codes.map(([code, calls]) => [code, STATUS_WORDS[countOf(code)], calls]),
  ];
};
