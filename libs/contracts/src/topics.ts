/** Retention in ms; `compact` keeps the newest fact of each key for good. */
interface TopicDefinition {
  readonly partitions: number;
  readonly cleanup: 'delete' | 'compact';
  readonly retentionMs?: number;
  /** Kafka's own settings beyond those. */
  readonly config?: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Public, other teams build on it: the newest release of its schemas (`released/<topic>/<release>`). */
  readonly release?: string;
  /** Facts on it hold what was said in a call, its title or its people: S9 counts for whatever keeps them. */
  readonly holdsContent?: true;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Long enough that a consumer may be down over a long weekend and lose nothing. */
const WORK_RETENTION_MS = 7 * DAY_MS;
/** Kafka deletes whole segments, and never the one being written: an hour each, so that a day stays about a day. */
const HOURLY_SEGMENTS = { 'segment.ms': String(60 * 60 * 1000) };
/** X1: what was superseded or retracted is gone from a compacted topic within 24 hours. */
const COMPACT_WITHIN_A_DAY = { ...HOURLY_SEGMENTS, 'max.compaction.lag.ms': String(20 * 60 * 60 * 1000) };
/**
 * What other teams may count on: who is less than an hour behind is told everything, a retraction before its tombstone;
 * who was away for less than a week still finds the tombstone, so that nothing retracted stays with him.
 */
const FOR_OTHER_TEAMS = {
  'min.compaction.lag.ms': String(60 * 60 * 1000),
  'delete.retention.ms': String(WORK_RETENTION_MS),
};

/** Every topic of the system. Topics are declared here and made by `npm run provision`; none is made by use. */
export const TOPICS = {
  'gateway.tenants.v1': {
    partitions: 1,
    cleanup: 'compact',
    config: COMPACT_WITHIN_A_DAY,
    summary: 'The newest state of each tenant',
  },
  'gong.connections.v1': {
    partitions: 3,
    cleanup: 'compact',
    config: COMPACT_WITHIN_A_DAY,
    summary: 'The newest state of each connection',
  },
  'gong.calls.v1': {
    partitions: 6,
    cleanup: 'delete',
    retentionMs: DAY_MS,
    config: HOURLY_SEGMENTS,
    holdsContent: true,
    summary: 'What Gong said of a call. Holds content, so it is kept for a day only',
  },
  'resolution.calls.v1': {
    partitions: 6,
    cleanup: 'delete',
    retentionMs: DAY_MS,
    config: HOURLY_SEGMENTS,
    holdsContent: true,
    summary: 'The call with its company, author and attendees. Holds content, so it is kept for a day only',
  },
  'gong.users.v1': {
    partitions: 3,
    cleanup: 'compact',
    config: COMPACT_WITHIN_A_DAY,
    summary: "The newest state of each user of Gong's user list",
  },
  'resolution.directory-settings.v1': {
    partitions: 1,
    cleanup: 'compact',
    config: COMPACT_WITHIN_A_DAY,
    summary: "The newest settings of each tenant's directory",
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
    retentionMs: DAY_MS,
    config: HOURLY_SEGMENTS,
    holdsContent: true,
    summary: 'What became of one call in one job. Holds its title and people, so it is kept for a day only',
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
    config: { ...COMPACT_WITHIN_A_DAY, ...FOR_OTHER_TEAMS },
    release: '1.0.0',
    summary: 'Public: the newest state of each Activity. A late consumer rebuilds the whole Timeline from it',
  },
  'audit.entries.v1': {
    partitions: 3,
    cleanup: 'delete',
    retentionMs: WORK_RETENTION_MS,
    config: HOURLY_SEGMENTS,
    summary: 'Entries of the audit log, on their way to it',
  },
  'dead-letters.v1': {
    partitions: 1,
    cleanup: 'compact',
    config: COMPACT_WITHIN_A_DAY,
    summary: 'Messages a consumer group could not take, until an operator replays or discards them',
  },
} as const satisfies Record<string, TopicDefinition>;

export type TopicName = keyof typeof TOPICS;

/** The newest release of a public topic's schemas; undefined: not public, and no team may count on it. */
export const releaseOf = (topic: TopicName): string | undefined => {
  const known: Readonly<Record<string, TopicDefinition | undefined>> = TOPICS;
  return known[topic]?.release;
};

export const holdsContent = (topic: string): boolean => {
  const known: Readonly<Record<string, TopicDefinition | undefined>> = TOPICS;
  return known[topic]?.holdsContent === true;
};
