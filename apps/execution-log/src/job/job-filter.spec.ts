import { codesOf, parseCodes, parseCounts, parseStatuses } from './job-filter';

describe('a filter on several words', () => {
  it('takes one or several, each once', () => {
    expect(parseStatuses('Failed')).toEqual({ value: ['Failed'] });
    expect(parseStatuses('Partial Success, Failed,Failed')).toEqual({ value: ['Partial Success', 'Failed'] });
    expect(parseCodes('author.conflict,internal.error')).toEqual({ value: ['author.conflict', 'internal.error'] });
    expect(parseCounts('failed,waiting')).toEqual({ value: ['failed', 'waiting'] });
  });

  it('refuses a word it does not know, and names those it does', () => {
    expect(parseStatuses('failed')).toEqual({
      fault: 'expected one or several of Running, Success, Partial Success, Failed, Stopped, separated by commas',
    });
    expect(parseCodes('')).toEqual({ fault: expect.stringContaining('synced.created') });
    expect(parseCounts('Failed')).toEqual({ fault: expect.stringContaining('failed, waiting') });
  });
});

describe('the codes that calls are filtered by', () => {
  it('are those named, those of the counts named, or those of which both hold', () => {
    expect(codesOf(null, null)).toBeNull();
    expect(codesOf(['internal.error'], null)).toEqual(['internal.error']);
    expect(codesOf(null, ['waiting', 'updated'])).toEqual(['synced.updated', 'author.conflict']);
    expect(codesOf(['internal.error', 'author.conflict'], ['waiting'])).toEqual(['author.conflict']);
    expect(codesOf(['internal.error'], ['waiting'])).toEqual([]);
  });
});
