import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { exampleHead } from './examples';
import { CallHead } from './gong-call';

const CallGoneData = Type.Object(CallHead);
export type CallGoneData = Static<typeof CallGoneData>;

export const callGone = defineEvent({
  type: 'gong.call-gone.v1',
  topic: 'gong.calls.v1',
  summary: 'A call that was asked for by its id is no longer at Gong.',
  toldBy: ['gong-ingest'],
  heardBy: ['identity-resolution'],
  schema: CallGoneData,
  subject: (data) => data.callId,
  example: exampleHead,
  // Ids only.
  withoutContent: (data) => data,
});
