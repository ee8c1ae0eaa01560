import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Attendees, Author, CompanyRef } from './call-resolved.v1';
import { exampleAttendees, exampleAuthor, exampleCompany, exampleContent, exampleHead } from './examples';
import { GongId, OffsetDateTime, Tracker, Uuid } from './gong-call';

/** One Activity, whole (S12). Public: other teams build on it. */
export const Activity = Type.Object({
  activityId: Uuid,
  source: Type.Literal('GONG'),
  callId: GongId,
  /** Grows with each change: of two states of one Activity, the one with the higher revision is the newer. */
  revision: Type.Integer({ minimum: 1 }),
  activityType: Type.Object({ id: Type.String(), name: Type.String() }),
  subject: Type.String(),
  /** ISO 8601 with the call's own offset. */
  startedAt: OffsetDateTime,
  durationSeconds: Type.Integer({ minimum: 0 }),
  company: CompanyRef,
  author: Author,
  attendees: Attendees,
  trackers: Type.Array(Tracker),
  /** Plain text. */
  notes: Type.String(),
  /** Gong's page for the call, never a media URL. */
  recordingUrl: Type.String(),
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
  activityId: Uuid,
  source: Type.Literal('GONG'),
  callId: GongId,
  revision: Type.Integer({ minimum: 1 }),
  reason: Type.Union([Type.Literal('private'), Type.Literal('gone')]),
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
