import { COUNTS, countOf, isOnTimeline, OUTCOME_CODES, OUTCOMES } from './outcome';

describe('outcomes', () => {
  it('adds every code to exactly one of the six counts', () => {
    for (const code of OUTCOME_CODES) expect(COUNTS).toContain(countOf(code));
  });

  it('uses all six counts', () => {
    expect(new Set(OUTCOME_CODES.map(countOf))).toEqual(new Set(COUNTS));
  });

  it('counts a conflict as waiting and every other missing company, person or user as failed', () => {
    expect(countOf('author.conflict')).toBe('waiting');
    const failed = OUTCOME_CODES.filter((code) => countOf(code) === 'failed');
    expect(failed.every((code) => /^(company|author|internal)\./.test(code))).toBe(true);
  });

  it('tries everything again by itself that failed or waits', () => {
    for (const code of OUTCOME_CODES.filter((each) => ['failed', 'waiting'].includes(countOf(each)))) {
      expect(OUTCOMES[code].retried).toBe('by-itself');
    }
  });

  it('says that a call is on the Timeline only when it was synced', () => {
    expect(OUTCOME_CODES.filter(isOnTimeline)).toEqual(['synced.created', 'synced.updated', 'synced.unchanged']);
  });
});
