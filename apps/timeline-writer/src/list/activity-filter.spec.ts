import { activityFilter, scopeOf } from './activity-filter';

describe('the filters of a list of Activities', () => {
  it('are none when none is asked for, and the cursors of such a list stay what they were', () => {
    const none = { search: null, activityTypeIds: null, authorGsids: null, from: null, to: null };
    expect(activityFilter({})).toEqual(none);
    expect(scopeOf({})).toEqual([]);
    expect(scopeOf({ timeZone: 'Europe/Berlin' })).toEqual([]);
  });

  it('take several types and authors, a text without the blanks around it, and whole days', () => {
    const asked = { search: ' Renewal ', activityTypeId: 'call, meeting', authorGsid: 'a', to: '2026-03-03' };
    expect(activityFilter(asked)).toMatchObject({
      search: 'Renewal',
      activityTypeIds: ['call', 'meeting'],
      authorGsids: ['a'],
      to: new Date('2026-03-04T00:00:00Z'),
    });
  });

  it('bind a cursor to each of them, to the zone of its days too', () => {
    const scopes = [
      { search: 'a' },
      { activityTypeId: 'a' },
      { authorGsid: 'a' },
      { from: '2026-03-03' },
      { to: '2026-03-03' },
      { to: '2026-03-03', timeZone: 'Europe/Berlin' },
    ].map((asked) => JSON.stringify(scopeOf(asked)));
    expect(new Set(scopes).size).toBe(scopes.length);
  });

  it('refuse a day that is none, by its field', () => {
    expect(() => activityFilter({ from: '2026-02-30' })).toThrow('query.from: expected an ISO 8601 time');
  });
});
