import type { Activity, Attendee, CallResolvedData } from '@gong-timeline/contracts';
import { notesOf } from './notes-of';
import { plainText } from './plain-text';
import { subjectOf } from './subject-of';

/**
 * What a name is at Gong may hold what no screen can show; addresses and ids cannot. Who has neither User nor Person,
 * name nor e-mail then is left out (S16).
 */
const withPlainNames = (attendees: readonly Attendee[]): Attendee[] =>
  attendees
    .map((attendee) => ({ ...attendee, name: plainText(attendee.name) }))
    .filter(({ gsid, name, emailAddress }) => gsid !== null || name !== null || emailAddress !== null);

/** The Activity of a resolved call, whole (S12). */
export const activityOf = (
  call: CallResolvedData,
  { activityId, activityType }: { activityId: string; activityType: Activity['activityType'] },
): Activity => ({
  activityId,
  source: 'GONG',
  callId: call.callId,
  revision: call.revision,
  activityType,
  subject: subjectOf(call.content),
  startedAt: call.content.startedAt,
  durationSeconds: call.content.durationSeconds,
  company: call.company,
  author: call.author,
  attendees: {
    internal: withPlainNames(call.attendees.internal),
    external: withPlainNames(call.attendees.external),
  },
  trackers: call.content.trackers,
  notes: notesOf(call.content.notes, call.settings.includeNotes),
  recordingUrl: call.content.url,
});
