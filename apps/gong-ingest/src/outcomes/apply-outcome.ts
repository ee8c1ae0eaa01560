import type { CallOutcomeData } from '@gong-timeline/contracts';
import { isOnTimeline } from '@gong-timeline/domain';

/** What we hold of a call's place on the Timeline. */
export interface TimelineState {
  readonly revision: number;
  readonly withheld: boolean;
  readonly lastJobId: string;
  readonly appliedRevision: number;
  readonly failures: number;
  /** Of what was read because an admin asked for it, until it is on the Timeline (S16). */
  readonly resyncRevision: number | null;
  readonly timelineHash: string | null;
  readonly activityId: string | null;
  readonly companyGsid: string | null;
  readonly companyName: string | null;
}

export type Applied =
  | { readonly does: 'ignore'; readonly reason: string }
  | { readonly does: 'apply'; readonly state: TimelineState; readonly retry: boolean };

const NOT_ON_TIMELINE = { timelineHash: null, activityId: null, companyGsid: null, companyName: null };

/**
 * Which content of the call the Timeline holds now, as its outcomes tell it. A failure or a filter changes nothing
 * there: a synced call keeps its Activity (S8, S10).
 */
export const applyOutcome = (known: TimelineState | undefined, outcome: CallOutcomeData): Applied => {
  if (known === undefined) return { does: 'ignore', reason: 'unknown call' };
  if (outcome.revision < known.appliedRevision) return { does: 'ignore', reason: 'older than what was applied' };
  if (known.withheld && outcome.revision < known.revision) return { does: 'ignore', reason: 'withheld since' };

  const heard = { ...known, appliedRevision: outcome.revision, failures: 0 };
  const apply = (changes: Partial<TimelineState>, retry = false): Applied => ({
    does: 'apply',
    state: { ...heard, ...changes },
    retry,
  });
  if (isOnTimeline(outcome.code)) {
    return apply({
      timelineHash: outcome.snapshotHash,
      resyncRevision: (known.resyncRevision ?? 0) > outcome.revision ? known.resyncRevision : null,
      activityId: outcome.activityId,
      companyGsid: outcome.company?.gsid ?? null,
      companyName: outcome.company?.name ?? null,
    });
  }
  switch (outcome.code) {
    case 'skipped.private':
    case 'skipped.gone':
      return apply(NOT_ON_TIMELINE);
    case 'internal.error': {
      if (outcome.revision === known.appliedRevision) return { does: 'ignore', reason: 'heard before' };
      // A later run has read it again already: its own outcome counts.
      return apply({ failures: known.failures + 1 }, known.lastJobId === outcome.jobId);
    }
    default:
      return apply({});
  }
};
