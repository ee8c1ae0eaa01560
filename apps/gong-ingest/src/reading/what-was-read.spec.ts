import type { CapturedCall, ReadCall } from '../gong/to-call-captured';
import { byCall, decideCalls } from './what-was-read';

const open = (callId: string, hash = 'h'): ReadCall => ({
  kind: 'public',
  callId,
  captured: { snapshotHash: hash } as CapturedCall,
});
const closed = (callId: string): ReadCall => ({ kind: 'private', callId });

describe('what was read of each call (S9, S11)', () => {
  it('is one thing a call, though it stood on two pages', () => {
    expect([...byCall([open('1', 'a'), open('2'), open('1', 'b')], []).values()]).toEqual([open('1', 'a'), open('2')]);
  });

  it('is private when any page says so', () => {
    expect(byCall([open('1'), closed('1')], []).get('1')).toEqual(closed('1'));
    expect(byCall([closed('1'), open('1')], []).get('1')).toEqual(closed('1'));
  });

  it('is asked for by hand until what was read for the admin is on the Timeline (S16)', () => {
    const known = {
      revision: 1,
      attempt: 1,
      capturedHash: 'h',
      timelineHash: 'h',
      withheld: false,
      lastJobId: 'job-1',
    };
    const before = new Map(['1', '2', '3'].map((id) => [id, { ...known, resyncPending: id === '2' }]));
    const decided = decideCalls(
      byCall(
        ['1', '2', '3'].map((id) => open(id)),
        [],
      ),
      before,
      'job-2',
      new Set(['3']),
    );
    expect(decided.map(({ decision, byHand }) => [decision.does, byHand])).toEqual([
      ['unchanged', false],
      ['capture', true],
      ['capture', true],
    ]);
  });

  it('leaves out what has no id, and knows what is gone', () => {
    const items = byCall([{ kind: 'malformed', callId: null, problem: 'metaData.id: is missing' }], ['5']);
    expect([...items.entries()]).toEqual([['5', { kind: 'gone', callId: '5' }]]);
    expect(decideCalls(items, new Map(), 'job-1', new Set())).toEqual([
      {
        item: { kind: 'gone', callId: '5' },
        known: undefined,
        decision: { does: 'gone', revision: 1, attempt: 1, counts: true },
        byHand: false,
      },
    ]);
  });
});
