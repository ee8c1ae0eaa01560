import { CRM_SYSTEMS } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { StepFilters } from './filters';
import { nullable } from './nullable';

export { nullable } from './nullable';

/** Gong's ids: strings of up to 20 digits, never numbers. */
export const GongId = Type.String({ pattern: '^[0-9]{1,20}$' });
export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
/** ISO 8601 with an offset, as Gong gives it. */
export const OffsetDateTime = Type.String({ minLength: 16, maxLength: 40 });
/** The outcome codes of SPEC section 8. */
export const CrmSystemSchema = Type.Union(CRM_SYSTEMS.map((system) => Type.Literal(system)));

/** An object of the CRM that Gong tied to the call or to a party; only those of timing *Now* or none travel (S14). */
const CrmId = Type.Object({ system: CrmSystemSchema, id: Type.String() });

/** A Gong user as Gong's user list has him. `emails`: address first, then aliases, as given. */
export const GongUser = Type.Object({
  gongUserId: GongId,
  firstName: nullable(Type.String()),
  lastName: nullable(Type.String()),
  emailAddress: nullable(Type.String()),
  emailAliases: Type.Array(Type.String()),
});
export type GongUser = Static<typeof GongUser>;

export const Party = Type.Object({
  name: nullable(Type.String()),
  emailAddress: nullable(Type.String()),
  affiliation: Type.Union([Type.Literal('Internal'), Type.Literal('External'), Type.Literal('Unknown')]),
  /** The party's Gong user id, as Gong gave it, whether or not the user list knows it. */
  gongUserId: nullable(GongId),
  /** That Gong user out of Gong's user list; null when the list does not know the id. */
  gongUser: nullable(GongUser),
  contactIds: Type.Array(CrmId),
});
export type Party = Static<typeof Party>;

export const Tracker = Type.Object({
  name: Type.String(),
  type: Type.String(),
  count: Type.Integer({ minimum: 1 }),
  phrases: Type.Array(Type.Object({ phrase: Type.String(), count: Type.Integer({ minimum: 0 }) })),
  /** Seconds from the start of the call. */
  occurrences: Type.Array(Type.Number()),
});
export type Tracker = Static<typeof Tracker>;

export const Notes = Type.Object({
  brief: nullable(Type.String()),
  keyPoints: Type.Array(Type.String()),
  nextSteps: Type.Array(Type.String()),
});
export type Notes = Static<typeof Notes>;

/** What of a call shows on an Activity (S12), parties apart. Media URLs never travel. */
export const CallContent = Type.Object({
  url: Type.String(),
  /** As Gong gave it; the subject's rules (S12) are the Timeline's. Lone surrogates are already gone: JSON text is UTF-8. */
  title: nullable(Type.String()),
  startedAt: OffsetDateTime,
  durationSeconds: Type.Integer({ minimum: 0 }),
  trackers: Type.Array(Tracker),
  notes: Notes,
});
export type CallContent = Static<typeof CallContent>;

/** The job's settings that later steps need; they travel, so that no step asks backwards. */
export const StepSettings = Type.Object({
  activityTypeId: Type.String(),
  /** S14: match the e-mail domain of external parties. */
  matchDomains: Type.Boolean(),
  /** S12: Notes from Gong's brief, key points and next steps. */
  includeNotes: Type.Boolean(),
  /** S8; absent: every call passes. */
  filters: Type.Optional(StepFilters),
});
export type StepSettings = Static<typeof StepSettings>;

/** Where a fact about a call stands: the same head in each of them. */
export const CallHead = {
  callId: GongId,
  connectionId: Uuid,
  jobId: Uuid,
  /** Counted up by gong-ingest for each fact it tells of the call; a step that has seen a newer one ignores older ones. */
  revision: Type.Integer({ minimum: 1 }),
  /** How often this call has been taken through the steps, this time included. */
  attempt: Type.Integer({ minimum: 1 }),
};

/** S16: an admin asked for this very call by hand: it goes through, and its attendees are matched again, though nothing changed at Gong. */
export const Resync = { resync: Type.Optional(Type.Boolean()) };
