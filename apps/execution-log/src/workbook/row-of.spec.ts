import { headingsOf, type LoggedCall, rowOf } from './row-of';

const call: LoggedCall = {
  callId: '6318540972213406518',
  code: 'synced.created',
  message: 'Activity created on the Timeline of Northwind Ltd.',
  title: 'Northwind - Quarterly review',
  startedAt: '2026-03-03T10:02:14.507133-08:00',
  ownerName: 'Ana Host',
  url: 'https://app.gong.io/call?id=6318540972213406518',
  companyGsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f',
  companyName: 'Northwind Ltd',
  activityId: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e80',
  attempt: 2,
};

describe('the row of a call (S30)', () => {
  it('holds what became of it, under its headings', () => {
    const row = rowOf(call, '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21', 'UTC');
    expect(Object.fromEntries(headingsOf('UTC').map((heading, i) => [heading, row[i]]))).toEqual({
      'Job ID': '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21',
      'Call ID': '6318540972213406518',
      Title: 'Northwind - Quarterly review',
      'Start (UTC)': '2026-03-03T18:02:14.507Z',
      'Gong Owner': 'Ana Host',
      Company: 'Northwind Ltd',
      'Company GSID': '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f',
      'Activity ID': '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e80',
      Status: 'Created',
      Code: 'synced.created',
      Message: 'Activity created on the Timeline of Northwind Ltd.',
      Attempts: 2,
      Link: 'https://app.gong.io/call?id=6318540972213406518',
    });
  });

  it('leaves cells empty for what the log does not hold, as of a private call', () => {
    const row = rowOf(
      {
        ...call,
        code: 'skipped.private',
        title: null,
        startedAt: null,
        ownerName: null,
        companyName: null,
        companyGsid: null,
        url: null,
      },
      'job',
      'UTC',
    );
    expect(row.slice(2, 7)).toEqual([null, null, null, null, null]);
    expect(row[8]).toBe('Skipped');
  });

  it('keeps a start that is no time as Gong gave it', () => {
    expect(rowOf({ ...call, startedAt: 'the day before' }, 'job', 'UTC')[3]).toBe('the day before');
  });

  it('gives its start in the zone that was chosen, which the heading names', () => {
    expect([headingsOf('Asia/Kolkata')[3], rowOf(call, 'job', 'Asia/Kolkata')[3]]).toEqual([
      'Start (Asia/Kolkata)',
      '2026-03-03T23:32:14.507+05:30',
    ]);
  });
});
