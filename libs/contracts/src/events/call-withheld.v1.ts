import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { exampleHead } from './examples';
import { CallHead } from './gong-call';

/** Carries no content: a private call's title, people and words are dropped before anything is written (S9). */
const CallWithheldData = Type.Object(CallHead);
export type CallWithheldData = Static<typeof CallWithheldData>;

export const callWithheld = defineEvent({
  type: 'gong.call-withheld.v1',
  topic: 'gong.calls.v1',
  summary: 'A call that was read is private: nothing of it may be kept.',
  toldBy: ['gong-ingest'],
  heardBy: ['identity-resolution'],
  schema: CallWithheldData,
  subject: (data) => data.callId,
  example: exampleHead,
  // Ids only.
  withoutContent: (data) => data,
});
