import { JOB_DATE_PRESETS } from '@gong-timeline/contracts';
import { type JobDateFilter, jobDateRange } from './job-date-range';

const now = new Date('2026-03-03T02:30:00.000Z');
const rangeOf = (filter: JobDateFilter, at = now) => {
  const range = jobDateRange(filter, at);
  if ('fault' in range) return range;
  return [range.from?.toISOString() ?? null, range.to?.toISOString() ?? null];
};
const days = (from: string, to: string, zone = 'T00:00:00.000Z') => [`${from}${zone}`, `${to}${zone}`];

describe('the presets of Job Date (S29)', () => {
  it.each([
    ['today', days('2026-03-03', '2026-03-04')],
    ['yesterday', days('2026-03-02', '2026-03-03')],
    ['last-7-days', days('2026-02-25', '2026-03-04')],
    ['last-30-days', days('2026-02-02', '2026-03-04')],
    ['this-month', days('2026-03-01', '2026-04-01')],
    ['last-month', days('2026-02-01', '2026-03-01')],
  ] as const)('%s are whole days of UTC', (jobDate, range) => {
    expect(rangeOf({ jobDate })).toEqual(range);
  });

  it('are days of the time zone that is named', () => {
    const timeZone = 'America/New_York';
    expect(rangeOf({ jobDate: 'today', timeZone })).toEqual(days('2026-03-02', '2026-03-03', 'T05:00:00.000Z'));
    // The clocks go forward on 8 March.
    expect(rangeOf({ jobDate: 'this-month', timeZone })).toEqual([
      '2026-03-01T05:00:00.000Z',
      '2026-04-01T04:00:00.000Z',
    ]);
  });

  it('go over the end of a year', () => {
    const at = new Date('2027-01-01T00:00:00.000Z');
    expect(rangeOf({ jobDate: 'yesterday' }, at)).toEqual(days('2026-12-31', '2027-01-01'));
    expect(rangeOf({ jobDate: 'last-month' }, at)).toEqual(days('2026-12-01', '2027-01-01'));
    expect(rangeOf({ jobDate: 'this-month' }, new Date('2026-12-31T23:59:59.999Z'))).toEqual(
      days('2026-12-01', '2027-01-01'),
    );
  });

  it('hold this very moment, but for those that are over', () => {
    for (const jobDate of JOB_DATE_PRESETS) {
      const range = jobDateRange({ jobDate }, now);
      if ('fault' in range || range.from === null || range.to === null) throw new Error(`${jobDate} has no ends`);
      expect([jobDate, range.from <= now && now < range.to]).toEqual([
        jobDate,
        jobDate !== 'yesterday' && jobDate !== 'last-month',
      ]);
    }
  });

  it('are not given together with a range', () => {
    expect(rangeOf({ jobDate: 'today', to: '2026-03-03' })).toEqual({
      field: 'jobDate',
      fault: expect.stringContaining('not both'),
    });
  });
});

describe('a range of Job Date (S29)', () => {
  it.each([
    ['2026-03-03', '2026-03-03T00:00:00.000Z'],
    ['2026-03-03T12:00Z', '2026-03-03T12:00:00.000Z'],
    ['2026-03-03T12:00:00.25+02:00', '2026-03-03T10:00:00.250Z'],
    ['2026-03-03T12:00:00-0800', '2026-03-03T20:00:00.000Z'],
  ])('may begin at %s', (from, time) => {
    expect(rangeOf({ from })).toEqual([time, null]);
  });

  it('ends with the day that it names, and before the time that it names', () => {
    expect(rangeOf({ from: '2026-03-01', to: '2026-03-01' })).toEqual(days('2026-03-01', '2026-03-02'));
    expect(rangeOf({ to: '2026-03-01T10:00:00Z' })).toEqual([null, '2026-03-01T10:00:00.000Z']);
    expect(rangeOf({ to: '2026-03-01', timeZone: 'Asia/Kolkata' })).toEqual([null, '2026-03-01T18:30:00.000Z']);
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
  ])('is refused when an end of it is %j, and says what it expects', (text) => {
    expect(rangeOf({ from: text })).toEqual({ field: 'from', fault: expect.stringContaining('ISO 8601') });
    expect(rangeOf({ to: text })).toEqual({ field: 'to', fault: expect.stringContaining('ISO 8601') });
  });

  it('is refused upside down, and empty', () => {
    const refused = { field: 'to', fault: expect.stringContaining('after the beginning of the range') };
    expect(rangeOf({ from: '2026-03-02', to: '2026-03-01' })).toEqual(refused);
    expect(rangeOf({ from: '2026-03-02T10:00:00Z', to: '2026-03-02T11:00:00+01:00' })).toEqual(refused);
  });

  it('is refused in a time zone that nobody knows', () => {
    expect(rangeOf({ timeZone: 'Europe/Atlantis' })).toEqual({
      field: 'timeZone',
      fault: expect.stringContaining('IANA'),
    });
  });
});
