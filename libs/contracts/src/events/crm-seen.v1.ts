import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { exampleHead } from './examples';
import { CrmSystemSchema, Uuid } from './gong-call';

const CrmSeenData = Type.Object({
  connectionId: Uuid,
  system: CrmSystemSchema,
  /** ISO 8601, UTC. */
  seenAt: Type.String(),
});
export type CrmSeenData = Static<typeof CrmSeenData>;

export const crmSeen = defineEvent({
  type: 'gong.crm-seen.v1',
  topic: 'gong.connections.v1',
  summary: 'Calls of a connection carry objects of this CRM. Told once a day, so that a CRM that is gone is forgotten.',
  toldBy: ['gong-ingest'],
  heardBy: ['connector-auth'],
  schema: CrmSeenData,
  // Not the connection's own key: compaction would let it take the place of its newest state.
  subject: (data) => `${data.connectionId}/${data.system}`,
  example: { connectionId: exampleHead.connectionId, system: 'HubSpot', seenAt: '2026-03-03T12:00:00.000Z' },
});
