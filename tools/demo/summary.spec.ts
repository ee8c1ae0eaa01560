import type { Job } from '@gong-timeline/contracts';
import { countsLine, progressLine } from './summary';

const job = (counts: Partial<Job['counts']>): Job => ({
  jobId: '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21',
  connectionId: '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c11',
  connectionName: 'Acme Gong',
  trigger: 'save',
  status: 'Running',
  startedAt: '2026-03-03T12:00:00Z',
  endedAt: null,
  durationSeconds: 3,
  window: null,
  step: 'reading calls',
  reason: null,
  callsExpected: 420,
  counts: { read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0, waiting: 0, ...counts },
  lostOutcomes: 0,
  byCode: {},
  log: { expiresAt: null, expired: false },
});

describe('the summary of a demo sync', () => {
  it('shows the counts as a sum', () => {
    expect(countsLine(job({ read: 3, created: 2, failed: 1 }))).toBe(
      '3 read = 2 created + 0 updated + 0 unchanged + 0 skipped + 1 failed + 0 waiting',
    );
  });

  it('says so when the sum is wrong', () => {
    expect(countsLine(job({ read: 4, created: 2 }))).toContain('it does not add up');
  });

  it('shows how far a running job is', () => {
    expect(progressLine(job({ read: 200, created: 150 }))).toBe(
      '  reading calls: 200 calls read of about 420, 150 done',
    );
  });
});
