import type { timeline } from '@gong-timeline/client';
import type { Activity } from '@gong-timeline/contracts';

type Attendee = Activity['attendees']['internal'][number];

/** An Activity in the words of the .proto: null is a field that is not set. Field by field: copying the rest costs ten times that. */
export const toMessage = (activity: Activity): timeline.Activity => ({
  activityId: activity.activityId,
  source: activity.source,
  callId: activity.callId,
  revision: activity.revision,
  activityType: activity.activityType,
  subject: activity.subject,
  startedAt: activity.startedAt,
  durationSeconds: activity.durationSeconds,
  company: activity.company,
  author: {
    gsid: activity.author.gsid,
    name: activity.author.name,
    emailAddress: activity.author.emailAddress ?? undefined,
  },
  internalAttendees: activity.attendees.internal.map(toAttendee),
  externalAttendees: activity.attendees.external.map(toAttendee),
  trackers: activity.trackers,
  notes: activity.notes,
  recordingUrl: activity.recordingUrl,
});

const toAttendee = ({ gsid, name, emailAddress }: Attendee): timeline.Attendee => ({
  gsid: gsid ?? undefined,
  name: name ?? undefined,
  emailAddress: emailAddress ?? undefined,
});
