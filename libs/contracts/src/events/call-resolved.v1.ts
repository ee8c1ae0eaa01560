import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import {
  exampleAttendees,
  exampleAuthor,
  exampleCapture,
  exampleCompany,
  exampleContent,
  exampleHead,
  exampleSettings,
} from './examples';
import { CallContent, CallHead, Resync, nullable, StepSettings, Uuid } from './gong-call';

export const CompanyRef = Type.Object({ gsid: Uuid, name: Type.String() });
export const Author = Type.Object({ gsid: Uuid, name: Type.String(), emailAddress: nullable(Type.String()) });
/** Somebody who was there. `gsid` is null for a party that matches nobody; it keeps its name and address (S16). */
export const Attendee = Type.Object({
  gsid: nullable(Uuid),
  name: nullable(Type.String()),
  emailAddress: nullable(Type.String()),
});
export type Attendee = Static<typeof Attendee>;
export const Attendees = Type.Object({ internal: Type.Array(Attendee), external: Type.Array(Attendee) });

const CallResolvedData = Type.Object({
  ...CallHead,
  ...Resync,
  snapshotHash: Type.String(),
  settings: StepSettings,
  content: CallContent,
  /** Name (or address) of the call's owner at Gong, for the execution log. */
  ownerName: nullable(Type.String()),
  company: CompanyRef,
  author: Author,
  attendees: Attendees,
});
export type CallResolvedData = Static<typeof CallResolvedData>;

export const callResolved = defineEvent({
  type: 'resolution.call-resolved.v1',
  topic: 'resolution.calls.v1',
  summary: 'The company, the author and the attendees of a call are known.',
  toldBy: ['identity-resolution'],
  heardBy: ['timeline-writer'],
  schema: CallResolvedData,
  subject: (data) => data.callId,
  example: {
    ...exampleHead,
    snapshotHash: exampleCapture.snapshotHash,
    settings: exampleSettings,
    content: exampleContent,
    ownerName: 'Ana Host',
    company: exampleCompany,
    author: exampleAuthor,
    attendees: exampleAttendees,
  },
});
