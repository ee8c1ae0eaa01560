import { type Recorded, tallyOf } from './tally-of';

const recorded = (changes: Partial<Recorded> = {}): Recorded => ({
  tenantId: 'acme',
  jobId: 'job-1',
  connectionId: 'connection-1',
  code: 'synced.created',
  occurredAt: '2026-03-03T12:00:00.000Z',
  replaced: null,
  ...changes,
});

describe('what a batch adds to its jobs', () => {
  it('is one tally for each job of each tenant, in one order whatever the order of the batch', () => {
    const batch = [
      recorded({ tenantId: 'other' }),
      recorded({ jobId: 'job-2' }),
      recorded(),
      recorded({ code: 'skipped.private' }),
      recorded(),
    ];
    const tallies = tallyOf(batch);
    expect(tallies.map(({ tenantId, jobId }) => `${tenantId}/${jobId}`)).toEqual([
      'acme/job-1',
      'acme/job-2',
      'other/job-1',
    ]);
    expect(tallyOf([...batch].reverse())).toEqual(tallies);
    expect(tallies[0]).toMatchObject({ outcomes: 3, byCode: { 'synced.created': 2, 'skipped.private': 1 } });
  });

  it('takes what was replaced off again, and counts the call once', () => {
    const [tally] = tallyOf([recorded({ replaced: 'author.conflict' })]);
    expect(tally).toMatchObject({ outcomes: 0, byCode: { 'synced.created': 1, 'author.conflict': -1 } });
  });

  it('changes nothing when an error is replaced by another', () => {
    const [tally] = tallyOf([recorded({ code: 'internal.error', replaced: 'internal.error' })]);
    expect(tally).toMatchObject({ outcomes: 0, byCode: { 'internal.error': 0 } });
  });

  it('knows when the first and the last of them happened', () => {
    const [tally] = tallyOf(
      ['2026-03-03T12:00:02.000Z', '2026-03-03T12:00:01.000Z', '2026-03-03T12:00:03.000Z'].map((occurredAt) =>
        recorded({ occurredAt }),
      ),
    );
    expect(tally).toMatchObject({ firstAt: '2026-03-03T12:00:01.000Z', lastAt: '2026-03-03T12:00:03.000Z' });
  });

  it('is nothing for an empty batch', () => {
    expect(tallyOf([])).toEqual([]);
  });
});
