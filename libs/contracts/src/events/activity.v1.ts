import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Attendees, Author, CompanyRef } from './call-resolved.v1';
import { exampleAttendees, exampleAuthor, exampleCompany, exampleContent, exampleHead } from './examples';
import { GongId, OffsetDateTime, Tracker, Uuid } from './gong-call';

const about = <T extends TSchema>(schema: T, description: string): T => ({ ...schema, description });

const activityId = about(Uuid, 'The Activity, for good: also after it was retracted and came back');
const source = Type.Literal('GONG', { description: 'The system that the call was recorded in' });
const callId = about(GongId, 'The call at the source: up to 20 digits, a string since no number holds them');
const revision = Type.Integer({
  minimum: 1,
  description: 'Grows with each change: of two states of one Activity, the one with the higher revision is the newer',
});

/** One Activity, whole (S12). Public: other teams build on it. */
export const Activity = Type.Object({
  activityId,
  source,
  callId,
  revision,
  activityType: Type.Object(
    { id: Type.String(), name: Type.String() },
    { description: "The tenant's Activity Type, e.g. Meeting" },
  ),
  subject: Type.String({ description: "The call's title, or what stands for it when it has none" }),
  startedAt: about(OffsetDateTime, "ISO 8601 with the call's own offset"),
  durationSeconds: Type.Integer({ minimum: 0 }),
  company: about(CompanyRef, 'The customer whose Timeline it is on'),
  author: about(Author, 'The colleague whose call it was'),
  attendees: about(
    Attendees,
    'Who was there: our own people and those of customers. `gsid` is null for one that the directory does not know',
  ),
  trackers: Type.Array(Tracker, { description: 'Words that Gong listens for, and where in the call they were said' }),
  notes: Type.String({ description: 'Plain text' }),
  recordingUrl: Type.String({ description: "Gong's page for the call, never a media URL" }),
});
export type Activity = Static<typeof Activity>;

const example: Activity = {
  activityId: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e80',
  source: 'GONG',
  callId: exampleHead.callId,
  revision: 1,
  activityType: { id: 'meeting', name: 'Meeting' },
  subject: exampleContent.title,
  startedAt: exampleContent.startedAt,
  durationSeconds: exampleContent.durationSeconds,
  company: exampleCompany,
  author: exampleAuthor,
  attendees: exampleAttendees,
  trackers: exampleContent.trackers,
  notes: 'Review of adoption and the renewal plan.',
  recordingUrl: exampleContent.url,
};

export const activityCreated = defineEvent({
  type: 'timeline.activity-created.v1',
  topic: 'timeline.activity',
  summary: 'An Activity is on the Timeline.',
  toldBy: ['timeline-writer'],
  heardBy: [],
  schema: Activity,
  subject: (data) => data.activityId,
  example,
});

export const activityUpdated = defineEvent({
  type: 'timeline.activity-updated.v1',
  topic: 'timeline.activity',
  summary: 'An Activity changed; the event holds all of it.',
  toldBy: ['timeline-writer'],
  heardBy: [],
  schema: Activity,
  subject: (data) => data.activityId,
  example: { ...example, revision: 2 },
});

const ActivityRetractedData = Type.Object({
  activityId,
  source,
  callId,
  revision,
  reason: Type.Union([Type.Literal('private'), Type.Literal('gone')], {
    description: 'The call turned private, or is no longer at the source',
  }),
});

export const activityRetracted = defineEvent({
  type: 'timeline.activity-retracted.v1',
  topic: 'timeline.activity',
  summary: 'An Activity was redacted: its call turned private, or is gone. Holds no content.',
  toldBy: ['timeline-writer'],
  heardBy: [],
  schema: ActivityRetractedData,
  subject: (data) => data.activityId,
  example: {
    activityId: example.activityId,
    source: 'GONG',
    callId: example.callId,
    revision: 3,
    reason: 'private',
  },
});

/** What a teller of the tombstone must know: it holds nothing but its key. */
const ActivityErasedData = Type.Object({ activityId: Uuid });

export const activityErased = defineEvent({
  type: 'timeline.activity-erased.v1',
  topic: 'timeline.activity',
  summary: 'Nothing of the Activity is left: the tombstone that follows each retraction. Has no value.',
  toldBy: ['timeline-writer'],
  heardBy: [],
  schema: ActivityErasedData,
  subject: (data) => data.activityId,
  example: { activityId: example.activityId },
  tombstone: true,
});
