import type { CallOutcomeData, CallResolvedData, CallWithheldData } from '@gong-timeline/contracts';

type Known = Partial<
  Pick<
    CallOutcomeData,
    'title' | 'startedAt' | 'ownerName' | 'url' | 'company' | 'activityId' | 'snapshotHash' | 'reference'
  >
>;

/** What is not said is not told: of a private call the log may hold nothing but that it was there (S30). */
const outcome = (
  { callId, connectionId, jobId, revision, attempt }: CallWithheldData,
  code: CallOutcomeData['code'],
  message: string,
  known: Known,
): CallOutcomeData => ({
  callId,
  connectionId,
  jobId,
  revision,
  attempt,
  code,
  message,
  title: known.title ?? null,
  startedAt: known.startedAt ?? null,
  ownerName: known.ownerName ?? null,
  url: known.url ?? null,
  company: known.company ?? null,
  activityId: known.activityId ?? null,
  snapshotHash: known.snapshotHash ?? null,
  candidates: [],
  reference: known.reference ?? null,
});

const contentOf = (call: CallResolvedData): Known => ({
  title: call.content.title,
  startedAt: call.content.startedAt,
  ownerName: call.ownerName,
  url: call.content.url,
  company: call.company,
});

/** How each way of writing ends, in words for people (SPEC section 8). */
const SYNCED = {
  create: { code: 'synced.created', message: (company: string) => `Activity created on the Timeline of ${company}.` },
  update: { code: 'synced.updated', message: (company: string) => `Activity updated on the Timeline of ${company}.` },
  keep: {
    code: 'synced.unchanged',
    message: () => 'Nothing that the Activity shows has changed at Gong since it was written.',
  },
} as const;

/** The outcome of a call that is on the Timeline. */
export const syncedOutcome = (call: CallResolvedData, did: keyof typeof SYNCED, activityId: string): CallOutcomeData =>
  outcome(call, SYNCED[did].code, SYNCED[did].message(call.company.name), {
    ...contentOf(call),
    activityId,
    snapshotHash: call.snapshotHash,
  });

/** S9. `activityId` of the Activity that was redacted, now or before; null when there never was one. */
export const privateOutcome = (call: CallWithheldData, activityId: string | null): CallOutcomeData =>
  outcome(
    call,
    'skipped.private',
    activityId === null
      ? 'The call is private at Gong: private calls are not synced.'
      : 'The call is private at Gong: its Activity was redacted.',
    { activityId },
  );

/** `activityId` of the Activity that stays on the Timeline; null when there is none. */
export const goneOutcome = (call: CallWithheldData, activityId: string | null): CallOutcomeData =>
  outcome(
    call,
    'skipped.gone',
    activityId === null ? 'The call is no longer at Gong.' : 'The call is no longer at Gong; its Activity stays.',
    { activityId },
  );

/** What is known of a call whose fact could not be taken; `reference` is what a support person looks for. */
export const lostOutcome = (call: CallWithheldData | CallResolvedData, reference: string): CallOutcomeData =>
  outcome(
    call,
    'internal.error',
    `Something went wrong on our side with this call; it is kept, to be tried again. Ask support with the reference ${reference}.`,
    { ...('content' in call ? contentOf(call) : {}), reference },
  );
