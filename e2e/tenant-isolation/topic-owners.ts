import type { TopicName } from '@gong-timeline/contracts';

interface TopicRule {
  /** Whose facts are on it, and so whose name its keys begin with. */
  readonly carries: 'facts of one tenant each' | 'messages of any tenant that nobody could take';
  /** A sync of a tenant without trouble leaves nothing on it. */
  readonly quiet?: true;
}

const ONE: TopicRule = { carries: 'facts of one tenant each' };

/** Every topic of the system: a new one without a line here is a failing spec. */
export const TOPIC_RULES: Readonly<Record<TopicName, TopicRule>> = {
  'gateway.tenants.v1': ONE,
  'gong.connections.v1': ONE,
  'gong.calls.v1': ONE,
  'resolution.calls.v1': ONE,
  'gong.users.v1': ONE,
  'resolution.directory-settings.v1': ONE,
  'gong.jobs.v1': ONE,
  'sync.outcomes.v1': ONE,
  'resolution.retries.v1': { ...ONE, quiet: true },
  'timeline.activity': ONE,
  'audit.entries.v1': ONE,
  'dead-letters.v1': { carries: 'messages of any tenant that nobody could take', quiet: true },
};
