import type { timeline } from '@gong-timeline/client';
import type { Activity } from '@gong-timeline/contracts';

type Attendee = Activity['attendees']['internal'][number];

/** An Activity in the words of the .proto: null is a field that is not set. */
export const toMessage = ({ attendees, author, ...activity }: Activity): timeline.Activity => ({
  ...activity,
  author: { gsid: author.gsid, name: author.name, emailAddress: author.emailAddress ?? undefined },
  internalAttendees: attendees.internal.map(toAttendee),
  externalAttendees: attendees.external.map(toAttendee),
});

const toAttendee = ({ gsid, name, emailAddress }: Attendee): timeline.Attendee => ({
  gsid: gsid ?? undefined,
  name: name ?? undefined,
  emailAddress: emailAddress ?? undefined,
});
