import { type CallOutcomeData, callCaptured, callGone, callOutcome, callWithheld } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { nameOfOwner } from '../gong/gong-users';
import type { CapturedCall } from '../gong/to-call-captured';
import { stepSettings } from '../settings/stored-settings';
import type { OnTimeline } from '../store/call-state.store';
import type { Job } from '../store/job.table';
import type { KnownCall } from './decide-call';
import { jobFact } from './job-fact';
import type { DecidedCall } from './what-was-read';

/** Tells what was decided of each call. `references`: of malformed calls, the ids under which they are kept. */
export const tellCalls = (
  tx: Transaction,
  job: Job & { readonly settings: NonNullable<Job['settings']> },
  calls: readonly DecidedCall<KnownCall & OnTimeline>[],
  references: ReadonlyMap<string, string>,
): void => {
  const settings = stepSettings(job.settings);
  for (const { item, known, decision, byHand } of calls) {
    const { revision, attempt } = decision;
    const head = { callId: item.callId, connectionId: job.connectionId, jobId: job.jobId, revision, attempt };
    switch (decision.does) {
      case 'withhold':
        tx.tell(callWithheld, jobFact(job, head));
        break;
      case 'gone':
        tx.tell(callGone, jobFact(job, head));
        break;
      case 'capture':
        if (item.kind === 'public') {
          const resync = byHand ? { resync: true } : {};
          tx.tell(callCaptured, jobFact(job, { ...head, ...item.captured, ...resync, settings }));
        }
        break;
      case 'unchanged':
        if (item.kind === 'public') tx.tell(callOutcome, jobFact(job, unchanged(head, item.captured, known)));
        break;
      case 'refuse': {
        const problem = item.kind === 'malformed' ? item.problem : '';
        tx.tell(callOutcome, jobFact(job, refused(head, problem, references.get(item.callId) ?? null)));
        break;
      }
      case 'repeated':
        break;
    }
  }
};

type Head = Pick<CallOutcomeData, 'callId' | 'connectionId' | 'jobId' | 'revision' | 'attempt'>;

const unchanged = (head: Head, captured: CapturedCall, known: OnTimeline | undefined): CallOutcomeData => ({
  ...head,
  code: 'synced.unchanged',
  message: 'Nothing has changed at Gong since it was synced.',
  title: captured.content.title,
  startedAt: captured.content.startedAt,
  ownerName: nameOfOwner(captured.owner.user),
  url: captured.content.url,
  company: known?.company ?? null,
  activityId: known?.activityId ?? null,
  snapshotHash: captured.snapshotHash,
  candidates: [],
  reference: null,
});

/** No content: what cannot be read might be private. */
const refused = (head: Head, problem: string, reference: string | null): CallOutcomeData => ({
  ...head,
  code: 'internal.error',
  message: `What Gong says of this call cannot be read (${problem}). It is tried again by itself; reference ${reference}.`,
  title: null,
  startedAt: null,
  ownerName: null,
  url: null,
  company: null,
  activityId: null,
  snapshotHash: null,
  candidates: [],
  reference,
});
