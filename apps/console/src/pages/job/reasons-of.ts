import type { Job, JobCall } from '../../api/types';
import { COUNT_NAMES, type CountName, OUTCOME } from '../../status/words';

type Code = JobCall['code'];
export interface Reason {
  readonly code: Code;
  readonly count: CountName;
  readonly calls: number;
}

const COUNT_OF: Readonly<Record<Code, CountName>> = {
  'synced.created': 'created',
  'synced.updated': 'updated',
  'synced.unchanged': 'unchanged',
  'skipped.private': 'skipped',
  'skipped.filtered': 'skipped',
  'skipped.gone': 'skipped',
  'company.no-data': 'failed',
  'company.not-found': 'failed',
  'company.not-unique': 'failed',
  'author.not-present': 'failed',
  'author.inactive': 'failed',
  'author.unknown': 'failed',
  'author.conflict': 'waiting',
  'internal.error': 'failed',
};
/** What can be helped comes first. */
const ORDER: readonly CountName[] = ['waiting', 'failed', 'skipped', 'created', 'updated', 'unchanged'];

export const countOf = (code: Code): CountName => COUNT_OF[code];

export const isCode = (text: string): text is Code => text in OUTCOME;
export const isCount = (text: string): text is CountName => (COUNT_NAMES as string[]).includes(text);

/** The reasons of a job's calls, those that can be helped first, the most calls first among them. */
export const reasonsOf = (byCode: Job['byCode']): readonly Reason[] =>
  Object.entries(byCode)
    .flatMap(([code, calls]) => (isCode(code) && calls > 0 ? [{ code, count: COUNT_OF[code], calls }] : []))
    .toSorted((a, b) => ORDER.indexOf(a.count) - ORDER.indexOf(b.count) || b.calls - a.calls);
