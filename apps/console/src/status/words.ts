import type { Connection, Job, JobCall } from '../api/types';
import type { Meaning } from '../theme/meanings';

interface Said {
  readonly meaning: Meaning;
  readonly words: string;
}
export type CountName = Exclude<keyof Job['counts'], 'read'>;

/** The six counts that what was read is the sum of (S32), in their order. */
export const COUNTS: Readonly<Record<CountName, Said>> = {
  created: { meaning: 'ok', words: 'Created' },
  updated: { meaning: 'neutral', words: 'Updated' },
  unchanged: { meaning: 'neutral', words: 'Unchanged' },
  skipped: { meaning: 'skipped', words: 'Skipped' },
  failed: { meaning: 'failed', words: 'Failed' },
  waiting: { meaning: 'waiting', words: 'Waiting' },
};
export const COUNT_NAMES = Object.keys(COUNTS) as CountName[];

export const JOB_STATUS: Readonly<Record<Job['status'], Said>> = {
  Running: { meaning: 'neutral', words: 'Running' },
  Success: { meaning: 'ok', words: 'Success' },
  'Partial Success': { meaning: 'waiting', words: 'Partial success' },
  Failed: { meaning: 'failed', words: 'Failed' },
  Stopped: { meaning: 'skipped', words: 'Stopped' },
};

export const CONNECTION_STATE: Readonly<Record<Connection['state'], Said>> = {
  pending: { meaning: 'neutral', words: 'Pending' },
  active: { meaning: 'ok', words: 'Active' },
  'needs-reauthorization': { meaning: 'failed', words: 'Needs re-authorization' },
  revoked: { meaning: 'skipped', words: 'Revoked' },
};

/** An outcome code in people's words; the code itself stands small beside it. */
export const OUTCOME: Readonly<Record<JobCall['code'], Said>> = {
  'synced.created': { meaning: 'ok', words: 'Created' },
  'synced.updated': { meaning: 'neutral', words: 'Updated' },
  'synced.unchanged': { meaning: 'neutral', words: 'Unchanged' },
  'skipped.private': { meaning: 'skipped', words: 'Private' },
  'skipped.filtered': { meaning: 'skipped', words: 'Filtered' },
  'skipped.gone': { meaning: 'skipped', words: 'Gone at Gong' },
  'company.no-data': { meaning: 'failed', words: 'Nothing to find a company by' },
  'company.not-found': { meaning: 'failed', words: 'Company not found' },
  'company.not-unique': { meaning: 'failed', words: 'Several companies fit' },
  'author.not-present': { meaning: 'failed', words: 'Author not present' },
  'author.inactive': { meaning: 'failed', words: 'Author inactive' },
  'author.unknown': { meaning: 'failed', words: 'Author unknown' },
  'author.conflict': { meaning: 'waiting', words: 'User conflict' },
  'internal.error': { meaning: 'failed', words: 'Error on our side' },
};

/** Singular and plural with the number: `1 call`, `17 calls`, `1,204 calls`. */
export const counted = (number: number, one: string, several = `${one}s`): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : several}`;
