/** The six counts of a job (SPEC S29, S32): what was read is always their sum. */
export const COUNTS = ['created', 'updated', 'unchanged', 'skipped', 'failed', 'waiting'] as const;
export type Count = (typeof COUNTS)[number];

/**
 * Every final outcome of a call (SPEC section 8): the count it adds to, and whether the call is tried again by itself.
 * `when-read` means: whenever a later run reads the call again.
 */
export const OUTCOMES = {
  'synced.created': { count: 'created', retried: 'no' },
  'synced.updated': { count: 'updated', retried: 'no' },
  'synced.unchanged': { count: 'unchanged', retried: 'no' },
  'skipped.private': { count: 'skipped', retried: 'when-read' },
  'skipped.filtered': { count: 'skipped', retried: 'when-read' },
  'skipped.gone': { count: 'skipped', retried: 'when-read' },
  'company.no-data': { count: 'failed', retried: 'by-itself' },
  'company.not-found': { count: 'failed', retried: 'by-itself' },
  'company.not-unique': { count: 'failed', retried: 'by-itself' },
  'author.not-present': { count: 'failed', retried: 'by-itself' },
  'author.inactive': { count: 'failed', retried: 'by-itself' },
  'author.unknown': { count: 'failed', retried: 'by-itself' },
  'author.conflict': { count: 'waiting', retried: 'by-itself' },
  'internal.error': { count: 'failed', retried: 'by-itself' },
} as const satisfies Record<string, { count: Count; retried: 'no' | 'when-read' | 'by-itself' }>;

export type OutcomeCode = keyof typeof OUTCOMES;
export const OUTCOME_CODES = Object.keys(OUTCOMES) as OutcomeCode[];

export const countOf = (code: OutcomeCode): Count => OUTCOMES[code].count;

/** Whether the call's Activity stands on the Timeline as this revision describes it. */
export const isOnTimeline = (code: OutcomeCode): boolean => code.startsWith('synced.');
