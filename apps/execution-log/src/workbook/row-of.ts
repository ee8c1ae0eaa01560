import type { JobCall } from '@gong-timeline/contracts';
import { type Count, countOf, timeIn } from '@gong-timeline/domain';
import type { Cell } from './row-xml';

/** What the file shows of a call. */
export type LoggedCall = Pick<
  JobCall,
  | 'callId'
  | 'code'
  | 'message'
  | 'title'
  | 'startedAt'
  | 'ownerName'
  | 'url'
  | 'companyGsid'
  | 'companyName'
  | 'activityId'
  | 'attempt'
>;

interface Column {
  readonly heading: string | ((timeZone: string) => string);
  /** In characters. */
  readonly width: number;
  readonly of: (call: LoggedCall, jobId: string, timeZone: string) => Cell;
}

export const STATUS_WORDS: Record<Count, string> = {
  created: 'Created',
  updated: 'Updated',
  unchanged: 'Unchanged',
  skipped: 'Skipped',
  failed: 'Failed',
  waiting: 'Waiting',
};

/** ISO 8601 of the zone, as text: a cell's own dates have no time zone. What is no time stays as Gong gave it. */
export const timeText = (time: string | null, timeZone: string): string | null => {
  if (time === null) return null;
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : timeIn(date, timeZone);
};

/** S30: one row a call. Of a private call title, start, owner, company and link are not in the log at all. */
export const COLUMNS: readonly Column[] = [
  { heading: 'Job ID', width: 38, of: (_, jobId) => jobId },
  { heading: 'Call ID', width: 22, of: (call) => call.callId },
  { heading: 'Title', width: 48, of: (call) => call.title },
  {
    heading: (timeZone) => `Start (${timeZone})`,
    width: 30,
    of: (call, _, timeZone) => timeText(call.startedAt, timeZone),
  },
  { heading: 'Gong Owner', width: 26, of: (call) => call.ownerName },
  { heading: 'Company', width: 30, of: (call) => call.companyName },
  { heading: 'Company GSID', width: 38, of: (call) => call.companyGsid },
  { heading: 'Activity ID', width: 38, of: (call) => call.activityId },
  { heading: 'Status', width: 12, of: (call) => STATUS_WORDS[countOf(call.code)] },
  { heading: 'Code', width: 22, of: (call) => call.code },
  { heading: 'Message', width: 80, of: (call) => call.message },
  { heading: 'Attempts', width: 10, of: (call) => call.attempt },
  { heading: 'Link', width: 60, of: (call) => call.url },
];

export const headingsOf = (timeZone: string): readonly string[] =>
  COLUMNS.map(({ heading }) => (typeof heading === 'string' ? heading : heading(timeZone)));

export const rowOf = (call: LoggedCall, jobId: string, timeZone: string): readonly Cell[] =>
  COLUMNS.map((column) => column.of(call, jobId, timeZone));
