import { callOutcome } from '@gong-timeline/contracts';
import { decideCall } from '../reading/decide-call';
import { applyOutcome, type TimelineState } from './apply-outcome';

const { example } = callOutcome;
const state: TimelineState = {
  ...{ revision: 1, withheld: false, lastJobId: 'job-1', appliedRevision: 0, failures: 0, resyncRevision: null },
  ...{ timelineHash: null, activityId: null, companyGsid: null, companyName: null },
};
const onTimeline: TimelineState = {
  ...{ ...state, revision: 2, appliedRevision: 1, timelineHash: 'old', activityId: 'a-1' },
  ...{ companyGsid: 'c-1', companyName: 'Northwind Ltd' },
};
const filtered = (known: TimelineState) => {
  const outcome = { ...example, code: 'skipped.filtered', revision: known.revision, activityId: null } as const;
  const applied = applyOutcome(known, { ...outcome, company: null, snapshotHash: null });
  if (applied.does !== 'apply') throw new Error(applied.reason);
  return applied;
};
const nextRun = (known: TimelineState, capturedHash: string, hash: string) =>
  decideCall({ ...known, attempt: 1, capturedHash, resyncPending: false }, { kind: 'public', hash }, 'job-2').does;

describe('a call that the filters skipped (S8)', () => {
  it('is not on the Timeline, so it goes through again whenever a run reads it, changed or not', () => {
    const { state: after, retry } = filtered(state);
    expect([after.timelineHash, retry]).toEqual([null, false]);
    expect([nextRun(after, 'same', 'same'), nextRun(after, 'same', 'other')]).toEqual(['capture', 'capture']);
  });

  it('keeps its Activity when it was synced before, and goes through again until the Timeline holds it as it is', () => {
    const { state: after, retry } = filtered(onTimeline);
    expect(after).toMatchObject({ timelineHash: 'old', activityId: 'a-1', companyGsid: 'c-1' });
    expect([retry, nextRun(after, 'new', 'new')]).toEqual([false, 'capture']);
  });

  it('is not asked about when it is on the Timeline and has not changed: narrowing leaves it alone', () => {
    expect(nextRun({ ...onTimeline, revision: 1 }, 'old', 'old')).toBe('unchanged');
  });
});
