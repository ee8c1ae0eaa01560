import type { Finding } from '@gong-timeline/runtime';

export interface TopicReading {
  readonly topic: string;
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
}

export interface DeclaredTopic {
  readonly partitions: number;
  readonly cleanup: string;
  readonly retentionMs?: number;
  readonly config?: Readonly<Record<string, string>>;
  readonly holdsContent?: boolean;
}

export interface GroupReading {
  readonly group: string;
  readonly members: number;
  /** Messages that it has not taken, by two looks some seconds apart, and how far it came in between. */
  readonly lag: number;
  readonly moved: number;
}

/** Beyond this, work waits for minutes. */
const MUCH_LAG = 10_000;

export const checkTopics = (
  declared: Readonly<Record<string, DeclaredTopic>>,
  found: readonly TopicReading[],
): Finding[] => {
  const wrong = Object.entries(declared).flatMap(([topic, want]) => faultsOf(topic, want, found));
  if (wrong.length > 0) return wrong;
  return [{ check: 'topics', level: 'fine', what: `all ${Object.keys(declared).length} are there as declared` }];
};

const faultsOf = (topic: string, want: DeclaredTopic, found: readonly TopicReading[]): Finding[] => {
  const has = found.find((reading) => reading.topic === topic);
  if (has === undefined) {
    return [
      {
        check: 'topics',
        level: 'wrong',
        what: `${topic} is missing`,
        means: 'What is told on it waits in the outbox; what hears it stands still',
        todo: 'npm run provision makes it',
      },
    ];
  }
  const wanted = {
    'cleanup.policy': want.cleanup,
    ...(want.retentionMs === undefined ? {} : { 'retention.ms': String(want.retentionMs) }),
    ...want.config,
  };
  const differing = Object.entries(wanted).filter(([name, value]) => has.config[name] !== value);
  return [
    ...(has.partitions === want.partitions
      ? []
      : [
          {
            check: 'topics',
            level: 'wrong' as const,
            what: `${topic} has ${has.partitions} partitions, ${want.partitions} are declared`,
            means: 'Facts of one key are on two partitions, and are taken out of order',
            todo: 'Declare what stands (libs/contracts/src/topics.ts), or move to a new version of the topic',
          },
        ]),
    ...differing.map(([name, value]) => ({
      check: 'topics',
      level: want.holdsContent === true ? ('wrong' as const) : ('warning' as const),
      what: `${topic} has ${name}=${has.config[name] ?? 'none'}, ${value} is declared`,
      means:
        want.holdsContent === true
          ? 'The content of calls may stay longer than is promised'
          : 'Facts go too early, or stay too long',
      todo: `kafka-configs.sh --alter --topic ${topic} --add-config ${name}=${value}`,
    })),
  ];
};

export const checkGroup = ({ group, members, lag, moved }: GroupReading): Finding => {
  const check = 'consumer groups';
  if (lag === 0) return { check, level: 'fine', what: `${group}: nothing waits` };
  const waits = `${group}: ${lag} messages wait`;
  if (members === 0) {
    return {
      check,
      level: 'wrong',
      what: `${waits}, and nobody reads them`,
      means: 'The service is down, or cannot join its group',
      todo: `Start ${group}; its log says why it ended`,
    };
  }
  if (moved === 0) {
    return {
      check,
      level: 'wrong',
      what: `${waits}, and none was taken while this looked`,
      means: 'It is stuck: its database is down or slow, or one message holds it up',
      todo: `Read the log of ${group} for "retry" and "paused"; look at the database`,
    };
  }
  if (lag < MUCH_LAG) return { check, level: 'fine', what: `${waits}, and are being taken` };
  return {
    check,
    level: 'warning',
    what: `${waits}, and are being taken`,
    means: 'Calls come onto the Timeline late',
    todo: `Wait, or start another replica of ${group}`,
  };
};

export const checkDeadLetters = (count: number): Finding => {
  const check = 'dead letters';
  if (count === 0) return { check, level: 'fine', what: 'none waits' };
  return {
    check,
    level: 'warning',
    what: `${count} ${count === 1 ? 'waits' : 'wait'}`,
    means: 'Each is a message that a service could not take; its call ended as internal.error',
    todo: 'npm run dead-letters -- list says why; replay them once that is mended, or discard them',
  };
};
