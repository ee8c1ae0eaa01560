import { defineEvent, type TopicName } from '@gong-timeline/contracts';
import { Type } from '@sinclair/typebox';

const NumberedData = Type.Object({ key: Type.String(), number: Type.Integer(), filling: Type.String() });

/** An event of the specs: the n-th fact of a key. */
export const numbered = (topic: string, type = `${topic}.numbered.v1`) =>
  defineEvent({
    type,
    topic: topic as TopicName,
    summary: 'The next number of a key.',
    toldBy: ['gong-ingest'],
    heardBy: ['execution-log'],
    schema: NumberedData,
    subject: (data) => data.key,
    example: { key: 'a', number: 1, filling: '' },
  });

export type Numbered = ReturnType<typeof numbered>;
