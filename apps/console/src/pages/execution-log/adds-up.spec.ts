import { addsUp } from './adds-up';

const counts = { read: 6, created: 1, updated: 1, unchanged: 1, skipped: 1, failed: 1, waiting: 1 };

describe('the check of a sum (S32)', () => {
  it('holds when all that was read is accounted for', () => {
    expect(addsUp({ counts, status: 'Partial Success' })).toBe('yes');
  });

  it('tells a job that runs from one whose calls got lost', () => {
    const short = { ...counts, waiting: 0 };
    expect(addsUp({ counts: short, status: 'Running' })).toBe('counting');
    expect(addsUp({ counts: short, status: 'Success' })).toBe('no');
    expect(addsUp({ counts: { ...counts, created: 2 }, status: 'Failed' })).toBe('no');
  });
});
