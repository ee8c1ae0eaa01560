import { defineEvent } from '../define-event';
import { callGone } from './call-gone.v1';

export const resolutionGone = defineEvent({
  type: 'resolution.call-gone.v1',
  topic: 'resolution.calls.v1',
  summary: 'A call that is no longer at Gong, passed on in the order in which it was read.',
  toldBy: ['identity-resolution'],
  heardBy: ['timeline-writer'],
  schema: callGone.schema,
  subject: (data) => data.callId,
  example: callGone.example,
  // Ids only.
  withoutContent: (data) => data,
});
