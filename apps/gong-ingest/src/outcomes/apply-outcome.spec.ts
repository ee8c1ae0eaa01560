import { type CallOutcomeData, callOutcome } from '@gong-timeline/contracts';
import { OUTCOME_CODES, type OutcomeCode } from '@gong-timeline/domain';
import { applyOutcome, type TimelineState } from './apply-outcome';

const known = (more: Partial<TimelineState> = {}): TimelineState => ({
  revision: 4,
  withheld: false,
  lastJobId: callOutcome.example.jobId,
  appliedRevision: 3,
  failures: 2,
  resyncRevision: null,
  timelineHash: 'h1',
  activityId: 'activity-1',
  companyGsid: 'company-1',
  companyName: 'Northwind',
  ...more,
});
const outcome = (code: OutcomeCode, revision = 4, more: Partial<CallOutcomeData> = {}): CallOutcomeData => ({
  ...callOutcome.example,
  code,
  revision,
  ...(code.startsWith('synced.')
    ? { snapshotHash: 'h2', activityId: 'activity-1', company: { gsid: 'company-2', name: 'Contoso' } }
    : { snapshotHash: null, activityId: null, company: null }),
  ...more,
});
const after = (state: TimelineState, said: CallOutcomeData): Partial<TimelineState> & { retry?: boolean } => {
  const applied = applyOutcome(state, said);
  return applied.does === 'ignore' ? {} : { ...applied.state, retry: applied.retry };
};

describe('an outcome (S10)', () => {
  it.each(['synced.created', 'synced.updated', 'synced.unchanged'] as const)(
    '%s says what the Timeline holds',
    (code) => {
      expect(after(known(), outcome(code))).toMatchObject({
        appliedRevision: 4,
        failures: 0,
        timelineHash: 'h2',
        companyGsid: 'company-2',
        companyName: 'Contoso',
        retry: false,
      });
    },
  );

  it.each(['skipped.private', 'skipped.gone'] as const)('%s wipes what we hold of the Activity', (code) => {
    expect(after(known(), outcome(code))).toMatchObject({
      timelineHash: null,
      activityId: null,
      companyGsid: null,
      companyName: null,
    });
  });

  const failures = OUTCOME_CODES.filter((code) => !code.startsWith('synced.') && !/private|gone/.test(code));
  it.each(failures)('%s leaves the Activity of a synced call as it is', (code) => {
    const { timelineHash, activityId, companyName } = known();
    expect(after(known(), outcome(code))).toMatchObject({ appliedRevision: 4, timelineHash, activityId, companyName });
  });

  it('internal.error asks for a retry and counts how often in a row; another outcome ends the count', () => {
    expect(after(known(), outcome('internal.error'))).toMatchObject({ failures: 3, retry: true });
    expect(after(known(), outcome('company.not-found'))).toMatchObject({ failures: 0, retry: false });
  });

  it('internal.error asks for nothing when a later run has read the call again, or when it was heard before', () => {
    expect(after(known({ lastJobId: 'later' }), outcome('internal.error'))).toMatchObject({
      failures: 3,
      retry: false,
    });
    expect(applyOutcome(known({ appliedRevision: 4 }), outcome('internal.error'))).toEqual({
      does: 'ignore',
      reason: 'heard before',
    });
  });

  it.each([
    ['of a call nobody has read', undefined, outcome('synced.created'), 'unknown call'],
    [
      'that a newer one has overtaken',
      known({ appliedRevision: 5 }),
      outcome('synced.updated'),
      'older than what was applied',
    ],
    [
      'that would bring back what was withheld since',
      known({ withheld: true, revision: 5 }),
      outcome('synced.updated'),
      'withheld since',
    ],
  ])('is ignored %s', (_, state, said, reason) => {
    expect(applyOutcome(state, said)).toEqual({ does: 'ignore', reason });
  });

  it('counts again when a dead letter was replayed and the call was synced after all', () => {
    expect(after(known({ appliedRevision: 4 }), outcome('synced.created'))).toMatchObject({ timelineHash: 'h2' });
  });

  it('ends what an admin asked for once what was read for him is on the Timeline, and not before (S16)', () => {
    const pending = (resyncRevision: number, code: OutcomeCode, revision = 4) =>
      after(known({ resyncRevision }), outcome(code, revision)).resyncRevision;
    expect(pending(4, 'synced.unchanged')).toBeNull();
    expect(pending(3, 'synced.updated')).toBeNull();
    expect(pending(5, 'synced.updated')).toBe(5);
    expect(pending(4, 'internal.error')).toBe(4);
    expect(pending(4, 'company.not-found')).toBe(4);
  });
});
