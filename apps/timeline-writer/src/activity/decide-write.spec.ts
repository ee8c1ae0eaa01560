import type { CallState } from './decide-write';
import { decideWrite } from './decide-write';

const call = { revision: 5, snapshotHash: 'new' };
const state = (partial: Partial<CallState>): CallState => ({
  seenRevision: 4,
  standing: 'on-timeline',
  snapshotHash: 'old',
  ...partial,
});

/** Only an Activity that is there is to be compared, with a call that changed or is synced again by hand. */
const never = (): boolean => {
  throw new Error('The Activity was compared');
};

describe('what becomes of a resolved call (S9, S10)', () => {
  it('creates the Activity of a call that was never seen', () => {
    expect(decideWrite(null, call, never)).toEqual({ do: 'create' });
  });

  it('creates the Activity of a call that was only ever seen as private or gone', () => {
    expect(decideWrite(state({ standing: 'never', snapshotHash: null }), call, never)).toEqual({ do: 'create' });
  });

  it('updates an Activity whose call changed at Gong', () => {
    expect(decideWrite(state({}), call, () => false)).toEqual({ do: 'update' });
  });

  it('writes nothing when what changed at Gong is nothing that the Activity shows', () => {
    expect(decideWrite(state({}), call, () => true)).toEqual({ do: 'keep' });
  });

  it('writes nothing when nothing changed at Gong', () => {
    expect(decideWrite(state({ snapshotHash: 'new' }), call, never)).toEqual({ do: 'keep' });
  });

  it('updates a redacted Activity whose call turned public again, changed or not', () => {
    expect(decideWrite(state({ standing: 'redacted', snapshotHash: null }), call, never)).toEqual({ do: 'update' });
    expect(decideWrite(state({ standing: 'redacted', snapshotHash: 'new' }), call, never)).toEqual({ do: 'update' });
  });

  it.each(['never', 'on-timeline', 'redacted'] as const)(
    'ignores what is not newer than what was seen: %s',
    (standing) => {
      const ignored = { do: 'ignore', reason: 'stale-revision' };
      expect(decideWrite(state({ standing, seenRevision: 5 }), call, never)).toEqual(ignored);
      expect(decideWrite(state({ standing, seenRevision: 6 }), call, never)).toEqual(ignored);
    },
  );

  it('that is synced again by hand: what the Activity shows decides, not the hash of the call (S16)', () => {
    const byHand = { ...call, resync: true };
    const other = () => decideWrite(state({ snapshotHash: 'new' }), byHand, () => false);
    const same = () => decideWrite(state({}), byHand, () => true);
    expect([other(), same()]).toEqual([{ do: 'update' }, { do: 'keep' }]);
    expect(decideWrite(state({ seenRevision: 5 }), byHand, never).do).toBe('ignore');
    expect(decideWrite(state({ standing: 'redacted', snapshotHash: null }), byHand, never).do).toBe('update');
  });
});
