import { parseCodes, parseStatuses, parseTime } from './job-filter';

describe('the Job Date filter', () => {
  it.each([
    ['2026-03-03', '2026-03-03T00:00:00.000Z'],
    ['2026-03-03T12:00Z', '2026-03-03T12:00:00.000Z'],
    ['2026-03-03T12:00:00.25+02:00', '2026-03-03T10:00:00.250Z'],
    ['2026-03-03T12:00:00-0800', '2026-03-03T20:00:00.000Z'],
  ])('takes %s', (text, time) => {
    expect(parseTime(text)).toEqual({ value: new Date(time) });
  });

  it.each([
    '',
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    '2026-03-03T12:00:00',
    '2026-03-03T25:00:00Z',
    '1772539200000',
    '2026-03-03T12:00:00 02:00',
  ])('refuses %j and says what it expects', (text) => {
    expect(parseTime(text)).toEqual({ fault: expect.stringContaining('ISO 8601') });
  });
});

describe('a filter on several words', () => {
  it('takes one or several, each once', () => {
    expect(parseStatuses('Failed')).toEqual({ value: ['Failed'] });
    expect(parseStatuses('Partial Success, Failed,Failed')).toEqual({ value: ['Partial Success', 'Failed'] });
    expect(parseCodes('author.conflict,internal.error')).toEqual({ value: ['author.conflict', 'internal.error'] });
  });

  it('refuses a word it does not know, and names those it does', () => {
    expect(parseStatuses('failed')).toEqual({
      fault: 'expected one or several of Running, Success, Partial Success, Failed, Stopped, separated by commas',
    });
    expect(parseCodes('')).toEqual({ fault: expect.stringContaining('synced.created') });
  });
});
