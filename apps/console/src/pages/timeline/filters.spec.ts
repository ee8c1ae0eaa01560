import { timelineQuery } from './filters';

const none = { search: '', type: [], author: [], from: '', to: '' };
const ANA = '018f2c1a-7b3d-7c11-9e55-000000000001';

describe('what a Timeline asks the API', () => {
  it('is nothing without a filter, not even a zone', () => {
    expect(timelineQuery(none, 'Europe/Berlin')).toEqual({});
  });

  it('is every filter, and the zone that its days are of', () => {
    const filters = {
      search: 'renewal',
      type: ['call', 'meeting'],
      author: [ANA],
      from: '2026-03-01',
      to: '2026-03-02',
    };
    expect(timelineQuery(filters, 'Europe/Berlin')).toEqual({
      search: 'renewal',
      activityTypeId: 'call,meeting',
      authorGsid: ANA,
      from: '2026-03-01',
      to: '2026-03-02',
      timeZone: 'Europe/Berlin',
    });
  });

  it('leaves out what an address by hand has wrong, instead of an error', () => {
    expect(timelineQuery({ ...none, author: ['ana'], from: 'soon', to: '2026-13-45' }, 'UTC')).toEqual({});
    expect(timelineQuery({ ...none, from: '2026-03-02', to: '2026-03-01' }, 'UTC')).toEqual({
      from: '2026-03-02',
      timeZone: 'UTC',
    });
  });
});
