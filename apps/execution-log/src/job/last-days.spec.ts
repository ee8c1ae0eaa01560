import { lastDays } from './last-days';

describe('the last days of the calendar', () => {
  it('end with that of now, in the zone that was chosen, and leave no moment out', () => {
    const days = lastDays(new Date('2026-03-29T22:30:00.000Z'), 3, 'Europe/Berlin');
    expect(days.map(({ day, from, to }) => [day, from.toISOString(), to.toISOString()])).toEqual([
      ['2026-03-28', '2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z'],
      // The clocks go forward: this one has 23 hours.
      ['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
      ['2026-03-30', '2026-03-29T22:00:00.000Z', '2026-03-30T22:00:00.000Z'],
    ]);
  });
});
