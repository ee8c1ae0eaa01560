import { changesOf } from './changes-of';

describe('what an entry of the audit log changed', () => {
  it('is told name by name, before and after, without what stayed', () => {
    const before = { enabled: false, lookBackDays: 3, name: 'Acme', scopes: ['a', 'b'] };
    const after = { enabled: true, lookBackDays: 3, name: 'Acme', scopes: ['a'], filters: { conditions: [] } };
    expect(changesOf(before, after)).toEqual([
      { name: 'enabled', before: 'no', after: 'yes' },
      { name: 'scopes', before: 'a, b', after: 'a' },
      { name: 'filters', before: null, after: '{"conditions":[]}' },
    ]);
    expect(changesOf({ lookBackDays: 3 }, { lookBackDays: null })).toEqual([
      { name: 'look back days', before: '3', after: null },
    ]);
  });

  it('is nothing where nothing was told', () => {
    expect(changesOf(null, null)).toEqual([]);
  });
});
