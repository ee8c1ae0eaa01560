import type { CallOutcomeData, CallResolvedData, CallWithheldData } from '@gong-timeline/contracts';

/** Nothing of the call but that it was there: what the log may hold of a private one (S30). */
const WITHOUT_CONTENT = {
  title: null,
  startedAt: null,
  ownerName: null,
  url: null,
  company: null,
  activityId: null,
  snapshotHash: null,
  candidates: [],
  reference: null,
} satisfies Partial<CallOutcomeData>;

const headOf = ({ callId, connectionId, jobId, revision, attempt }: CallWithheldData): CallWithheldData => ({
  callId,
  connectionId,
  jobId,
  revision,
  attempt,
});

const contentOf = (call: CallResolvedData) => ({
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
export const syncedOutcome = (
  call: CallResolvedData,
  did: keyof typeof SYNCED,
  activityId: string,
): CallOutcomeData => ({
  ...WITHOUT_CONTENT,
  ...headOf(call),
  ...contentOf(call),
  code: SYNCED[did].code,
  message: SYNCED[did].message(call.company.name),
  activityId,
  snapshotHash: call.snapshotHash,
});

/** S9. `activityId` of the Activity that was redacted, now or before; null when there never was one. */
export const privateOutcome = (call: CallWithheldData, activityId: string | null): CallOutcomeData => ({
  ...WITHOUT_CONTENT,
  ...headOf(call),
  code: 'skipped.private',
  message:
    activityId === null
      ? 'The call is private at Gong: private calls are not synced.'
      : 'The call is private at Gong: its Activity was redacted.',
  activityId,
});

/** `activityId` of the Activity that stays on the Timeline; null when there is none. */
export const goneOutcome = (call: CallWithheldData, activityId: string | null): CallOutcomeData => ({
  ...WITHOUT_CONTENT,
  ...headOf(call),
  code: 'skipped.gone',
  message:
    activityId === null ? 'The call is no longer at Gong.' : 'The call is no longer at Gong; its Activity stays.',
  activityId,
});

/** What is known of a call whose fact could not be taken; `reference` is what a support person looks for. */
export const lostOutcome = (call: CallWithheldData | CallResolvedData, reference: string): CallOutcomeData => ({
  ...WITHOUT_CONTENT,
  ...headOf(call),
  ...('content' in call ? contentOf(call) : {}),
  code: 'internal.error',
  message: `Something went wrong on our side with this call; it is kept, to be tried again. Ask support with the reference ${reference}.`,
  reference,
});
