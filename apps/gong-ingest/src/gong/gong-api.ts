import { type Static, type TSchema, Type } from '@sinclair/typebox';

/**
 * What we read of Gong's answers, and nothing else: Gong documents no field as required and adds fields without notice,
 * so each is optional, null counts as missing, and unknown ones pass unseen.
 */
const maybe = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));
const text = maybe(Type.String());
/** Documented as text. A number is let through here, so that `readId` can tell a safe one from one that JSON rounded. */
const id = maybe(Type.Union([Type.String(), Type.Number()]));
const list = <T extends TSchema>(item: T) => maybe(Type.Array(item));

const CrmContext = Type.Object({
  system: text,
  objects: list(Type.Object({ objectType: text, objectId: id, timing: text })),
});

const Occurrences = list(Type.Object({ startTime: maybe(Type.Number()) }));

const GongTracker = Type.Object({
  name: text,
  type: text,
  count: maybe(Type.Number()),
  occurrences: Occurrences,
  phrases: list(Type.Object({ phrase: text, count: maybe(Type.Number()), occurrences: Occurrences })),
});
export type GongTracker = Static<typeof GongTracker>;

const GongParty = Type.Object({
  name: text,
  emailAddress: text,
  userId: id,
  affiliation: text,
  context: list(CrmContext),
});
export type GongParty = Static<typeof GongParty>;
export type GongCrmContext = Static<typeof CrmContext>;

const GongContent = Type.Object({
  trackers: list(GongTracker),
  brief: text,
  keyPoints: list(Type.Object({ text })),
  highlights: list(Type.Object({ title: text, items: list(Type.Object({ text })) })),
});
export type GongContent = Static<typeof GongContent>;

/** One call of `POST /v2/calls/extensive`. */
export const GongCall = Type.Object({
  metaData: Type.Object({
    id,
    url: text,
    title: text,
    started: text,
    duration: maybe(Type.Number()),
    primaryUserId: id,
  }),
  context: list(CrmContext),
  parties: list(GongParty),
  content: maybe(GongContent),
});
export type GongCall = Static<typeof GongCall>;

/** One user of `GET /v2/users`. */
export const GongUserItem = Type.Object({
  id,
  firstName: text,
  lastName: text,
  emailAddress: text,
  emailAliases: list(Type.String()),
  active: maybe(Type.Boolean()),
});
export type GongUserItem = Static<typeof GongUserItem>;

/**
 * `cursor` is there only while more pages remain; counts are for progress, never to end paging. The list itself must be
 * there: a 200 without it is not Gong's, and taking it for an empty page would skip calls in silence.
 */
const Records = maybe(Type.Object({ totalRecords: maybe(Type.Number()), cursor: text }));
export const CallsAnswer = Type.Object({ records: Records, calls: Type.Array(Type.Unknown()) });
export const UsersAnswer = Type.Object({ records: Records, users: Type.Array(Type.Unknown()) });

/** What S12 and S14 need. `Basic` gives the CRM links as they are now, without the fields of the objects. Never media. */
export const CONTENT_SELECTOR = {
  context: 'Basic',
  exposedFields: {
    parties: true,
    content: { trackers: true, trackerOccurrences: true, brief: true, highlights: true, keyPoints: true },
  },
} as const;
