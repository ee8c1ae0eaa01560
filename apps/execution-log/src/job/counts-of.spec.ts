import { OUTCOME_CODES, type OutcomeCode } from '@gong-timeline/domain';
import { countsOf, sumOf } from './counts-of';

describe('the counts of a job', () => {
  it('gather the codes that belong to them', () => {
    expect(
      countsOf({
        'synced.created': 5,
        'synced.updated': 4,
        'synced.unchanged': 3,
        'skipped.private': 1,
        'skipped.gone': 1,
        'company.not-found': 2,
        'internal.error': 1,
        'author.conflict': 6,
      }),
    ).toEqual({ created: 5, updated: 4, unchanged: 3, skipped: 2, failed: 3, waiting: 6 });
  });

  it('are all there, as zeros, when nothing was read', () => {
    expect(countsOf({})).toEqual({ created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0, waiting: 0 });
  });

  it('add up to all outcomes, whatever the codes (S32)', () => {
    const byCode = Object.fromEntries(OUTCOME_CODES.map((code, i) => [code, 2 ** i])) as Record<OutcomeCode, number>;
    const sum = Object.values(countsOf(byCode)).reduce((total, calls) => total + calls, 0);
    expect(sum).toBe(sumOf(byCode));
    expect(sum).toBe(2 ** OUTCOME_CODES.length - 1);
  });
});
