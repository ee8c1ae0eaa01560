/** Retention in ms; `compact` keeps the newest fact of each key for good. */
interface TopicDefinition {
  readonly partitions: number;
  readonly cleanup: 'delete' | 'compact';
  readonly retentionMs?: number;
  readonly summary: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Long enough that a consumer may be down over a long weekend and lose nothing. */
const WORK_RETENTION_MS = 7 * DAY_MS;

/** Every topic of the system. Topics are declared here and made by `npm run provision`; none is made by use. */
export const TOPICS = {
  'gong.connections.v1': { partitions: 3, cleanup: 'compact', summary: 'The newest state of each connection' },
  'gong.calls.v1': {
    partitions: 6,
    cleanup: 'delete',
    retentionMs: DAY_MS,
    summary: 'What Gong said of a call. Holds content, so it is kept for a day only',
  },
  'resolution.calls.v1': {
    partitions: 6,
    cleanup: 'delete',
    retentionMs: DAY_MS,
    summary: 'The call with its company, author and attendees. Holds content, so it is kept for a day only',
  },
  'gong.jobs.v1': {
    partitions: 3,
    cleanup: 'delete',
    retentionMs: WORK_RETENTION_MS,
    summary: 'A job started, goes on, was read',
  },
  'sync.outcomes.v1': {
    partitions: 6,
    cleanup: 'delete',
    retentionMs: WORK_RETENTION_MS,
    summary: 'What became of one call in one job',
  },
  'resolution.retries.v1': {
    partitions: 3,
    cleanup: 'delete',
    retentionMs: WORK_RETENTION_MS,
    summary: 'Calls that could succeed now and are to be read again',
  },
  'timeline.activity': {
    partitions: 6,
    cleanup: 'compact',
    summary: 'Public: the newest state of each Activity. A late consumer rebuilds the whole Timeline from it',
  },
  'dead-letters.v1': {
    partitions: 1,
    cleanup: 'compact',
    summary: 'Messages a consumer group could not take, until an operator replays or discards them',
  },
} as const satisfies Record<string, TopicDefinition>;

export type TopicName = keyof typeof TOPICS;
