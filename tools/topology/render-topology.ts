import { type EventDefinition, TOPICS, type TopicName } from '@gong-timeline/contracts';

const HEADER = `# Who tells whom what

Generated from \`libs/contracts\` by \`npm run topology\`; the check fails when it is stale. Do not edit.

Every fact about a call takes the same way with the same key (tenant and call), so nothing overtakes anything.
`;

/** docs/topology.md: a picture of the topics between the apps, then each fact with who tells and who hears it. */
export function renderTopology(events: readonly EventDefinition[]): string {
  const topics = [...new Set(events.map((event) => event.topic))];
  return [HEADER, picture(events, topics), ...topics.map((topic) => section(topic, events)), deadLetters()].join('\n');
}

function picture(events: readonly EventDefinition[], topics: readonly TopicName[]): string {
  const arrows = topics.flatMap((topic) => {
    const of = events.filter((event) => event.topic === topic);
    const tellers = [...new Set(of.flatMap((event) => event.toldBy))];
    const hearers = [...new Set(of.flatMap((event) => event.heardBy))];
    const node = `${id(topic)}[/"${topic}"/]`;
    return [
      ...tellers.map((app) => `  ${id(app)}["${app}"] --> ${node}`),
      ...hearers.map((app) => `  ${node} --> ${id(app)}["${app}"]`),
      ...(hearers.length === 0 ? [`  ${node} --> others(("other teams"))`] : []),
    ];
  });
  return ['```mermaid', 'flowchart LR', ...new Set(arrows), '```', ''].join('\n');
}

function section(topic: TopicName, events: readonly EventDefinition[]): string {
  const { partitions, cleanup, summary } = TOPICS[topic];
  const rows = events
    .filter((event) => event.topic === topic)
    .map((event) => {
      const hearers = event.heardBy.length === 0 ? 'other teams' : event.heardBy.join(', ');
      return `| \`${event.type}\` | ${event.summary} | ${event.toldBy.join(', ')} | ${hearers} |`;
    });
  return [
    `## ${topic}`,
    '',
    `${summary}. ${partitions} partitions, cleanup: ${cleanup}.`,
    '',
    '| fact | what happened | told by | heard by |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const deadLetters = (): string =>
  [
    '## dead-letters.v1',
    '',
    `${TOPICS['dead-letters.v1'].summary}. Any consumer group tells them; \`npm run dead-letters\` lists, replays and discards them.`,
    '',
  ].join('\n');

const id = (name: string): string => name.replaceAll(/[^a-z0-9]/g, '_');
