import { timeSpan } from './time-span';

const told = (asked: Parameters<typeof timeSpan>[0]): unknown => JSON.parse(JSON.stringify(timeSpan(asked)));

describe('a span of time', () => {
  it('takes days as whole days of their zone, also where the clocks change', () => {
    expect(told({ from: '2026-03-29', to: '2026-03-29', timeZone: 'Europe/Berlin' })).toEqual({
      from: '2026-03-28T23:00:00.000Z',
      to: '2026-03-29T22:00:00.000Z',
    });
  });

  it('takes times as they are, and is open where nothing is said', () => {
    expect(told({ from: '2026-03-29T10:00:00+02:00' })).toEqual({ from: '2026-03-29T08:00:00.000Z', to: null });
  });

  it.each([
    [{ from: '2026-02-30' }, 'from'],
    [{ to: '2026-03-03T10:00:00' }, 'to'],
    [{ from: '2026-03-04', to: '2026-03-03' }, 'to'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
  ])('refuses %j by its field', (asked, field) => {
    expect(timeSpan(asked)).toMatchObject({ field, fault: expect.stringContaining('expected') });
  });
});
