import { decideCall, type KnownCall, type Reading } from './decide-call';

const known = (more: Partial<KnownCall> = {}): KnownCall => ({
  revision: 3,
  attempt: 2,
  capturedHash: 'h1',
  timelineHash: 'h1',
  withheld: false,
  resyncPending: false,
  lastJobId: 'job-1',
  ...more,
});
const h = (hash: string): Reading => ({ kind: 'public', hash });
const next = { revision: 4, attempt: 3, counts: true };

describe('what a job does with a call it has read (S9, S10, S11)', () => {
  it('tells a call that was never read', () => {
    expect(decideCall(undefined, h('h1'), 'job-2')).toEqual({ does: 'capture', revision: 1, attempt: 1, counts: true });
    expect(decideCall(undefined, { kind: 'private' }, 'job-2')).toMatchObject({ does: 'withhold', revision: 1 });
  });

  it('leaves a call alone that is on the Timeline as Gong has it', () => {
    expect(decideCall(known(), h('h1'), 'job-2')).toEqual({ does: 'unchanged', revision: 3, attempt: 2, counts: true });
  });

  it.each([
    ['has changed', known(), 'h2'],
    ['is not on the Timeline', known({ timelineHash: null }), 'h1'],
    ['failed when it last changed, and is now as the Timeline still has it', known({ capturedHash: 'h2' }), 'h1'],
    ['was private or malformed since', known({ capturedHash: null }), 'h1'],
    ['is on the Timeline in an older form, while the newer is on its way', known({ capturedHash: 'h2' }), 'h2'],
  ])('takes a call through the steps again that %s', (_, state, hash) => {
    expect(decideCall(state, h(hash), 'job-2')).toEqual({ does: 'capture', ...next });
  });

  it('takes a call through the steps again that an admin asked for, though nothing has changed (S16)', () => {
    expect(decideCall(known(), h('h1'), 'job-2', true)).toEqual({ does: 'capture', ...next });
    expect(decideCall(known(), { kind: 'private' }, 'job-2', true).does).toBe('withhold');
    expect(decideCall(known({ lastJobId: 'job-2' }), h('h1'), 'job-2', true).does).toBe('repeated');
  });

  it('withholds a private call each time a job reads it, so that each job gets its outcome', () => {
    expect(decideCall(known(), { kind: 'private' }, 'job-2')).toEqual({ does: 'withhold', ...next });
    expect(decideCall(known({ withheld: true }), { kind: 'private' }, 'job-2')).toEqual({ does: 'withhold', ...next });
  });

  it('tells a call that is gone, and refuses one that cannot be read', () => {
    expect(decideCall(known(), { kind: 'gone' }, 'job-2')).toEqual({ does: 'gone', ...next });
    expect(decideCall(known(), { kind: 'malformed' }, 'job-2')).toEqual({ does: 'refuse', ...next });
  });

  it.each([h('h1'), h('h2'), { kind: 'malformed' } as Reading])('counts a call once a job: %j', (reading) => {
    expect(decideCall(known({ lastJobId: 'job-2' }), reading, 'job-2')).toEqual({
      does: 'repeated',
      revision: 3,
      attempt: 2,
      counts: false,
    });
  });

  it('withholds at once a call that turned private between two pages of one job, without counting it again', () => {
    const told = known({ lastJobId: 'job-2' });
    expect(decideCall(told, { kind: 'private' }, 'job-2')).toEqual({ does: 'withhold', ...next, counts: false });
    expect(decideCall({ ...told, withheld: true }, { kind: 'private' }, 'job-2').does).toBe('repeated');
  });
});
