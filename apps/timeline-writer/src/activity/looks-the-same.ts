import { isDeepStrictEqual } from 'node:util';
import type { Activity, Attendee, Tracker } from '@gong-timeline/contracts';

/** Whether all that S12 shows is the same. The order in which Gong or the directory gives people and words is not shown. */
export const looksTheSame = (one: Activity, other: Activity): boolean =>
  isDeepStrictEqual(withoutOrder(one), withoutOrder(other));

const withoutOrder = ({ revision: _, ...shown }: Activity) => ({
  ...shown,
  attendees: {
    internal: sortedBy(shown.attendees.internal, attendeeKey),
    external: sortedBy(shown.attendees.external, attendeeKey),
  },
  trackers: sortedBy(shown.trackers.map(withSortedPhrases), trackerKey),
});

const attendeeKey = ({ gsid, name, emailAddress }: Attendee): string => JSON.stringify([gsid, name, emailAddress]);
const trackerKey = ({ name, type, count }: Tracker): string => JSON.stringify([name, type, count]);

const withSortedPhrases = (tracker: Tracker): Tracker => ({
  ...tracker,
  phrases: sortedBy(tracker.phrases, ({ phrase, count }) => JSON.stringify([phrase, count])),
});

const sortedBy = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  [...items].sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
