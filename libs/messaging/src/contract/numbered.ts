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

/** CloudEvents headers of a message that a spec sends by hand. */
export const headersOf = (subject: string, type: string) => ({
  ce_specversion: '1.0',
  ce_id: 'id-1',
  ce_type: type,
  ce_source: 'spec',
  ce_time: '2026-03-03T12:00:00.000Z',
  ce_subject: subject,
  ce_tenantid: 'acme',
  ce_correlationid: 'job-1',
});
