import { EVENTS, TOPICS, type TopicName } from '@gong-timeline/contracts';
import type { AppName } from '@gong-timeline/domain';
import type { TopicSpec } from '../kafka/ensure-topics';

/** The compacted topics that an app tells and that promise to forget: every app may tell dead letters. */
export const topicsToClose = (app: AppName): readonly { readonly topic: TopicName; readonly partitions: number }[] => {
  const told = EVENTS.filter(({ toldBy }) => toldBy.includes(app)).map(({ topic }) => topic);
  return [...new Set<TopicName>([...told, 'dead-letters.v1'])].flatMap((topic) => {
    const { partitions, config = {} }: TopicSpec = TOPICS[topic];
    return 'max.compaction.lag.ms' in config ? [{ topic, partitions }] : [];
  });
};
