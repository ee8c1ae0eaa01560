import { defineEvent } from '../define-event';
import { callWithheld } from './call-withheld.v1';

export const resolutionWithheld = defineEvent({
  type: 'resolution.call-withheld.v1',
  topic: 'resolution.calls.v1',
  summary: 'A private call, passed on in the order in which it was read.',
  toldBy: ['identity-resolution'],
  heardBy: ['timeline-writer'],
  schema: callWithheld.schema,
  subject: (data) => data.callId,
  example: callWithheld.example,
  // Ids only.
  withoutContent: (data) => data,
});
