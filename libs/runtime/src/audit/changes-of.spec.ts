import { changesOf } from './changes-of';

describe('what the audit log says of a change (S3)', () => {
  it('tells what differs, before and after, and nothing else', () => {
    expect(
      changesOf({ name: 'Ana', role: 'member', tags: ['a'] }, { name: 'Ana', role: 'admin', tags: ['a'] }),
    ).toEqual({
      before: { role: 'member' },
      after: { role: 'admin' },
    });
  });

  it('compares by value, however deep', () => {
    const of = (value: number) => ({ filters: { conditions: [{ letter: 'A', value }] } });
    expect(changesOf(of(1), of(1))).toEqual({ before: {}, after: {} });
    expect(changesOf(of(1), of(2))).toEqual({ before: of(1), after: of(2) });
  });

  it('takes null and what is not there for the same', () => {
    expect(changesOf({ note: null }, {})).toEqual({ before: {}, after: {} });
    expect(changesOf({}, { note: 'x' })).toEqual({ before: { note: null }, after: { note: 'x' } });
  });

  it('tells all of what is new, and of what is gone', () => {
    expect(changesOf(null, { name: 'x' })).toEqual({ before: null, after: { name: 'x' } });
    expect(changesOf({ name: 'x' }, null)).toEqual({ before: { name: 'x' }, after: null });
  });
});
