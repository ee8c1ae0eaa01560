import { dueSlot, latestSlot, nextSlot } from './slots';

const at = (time: string): Date => new Date(`2026-03-10T${time}Z`);
const due = (now: string, lastSlotAt: string, intervalHours = 4): string | null =>
  dueSlot({ now: new Date(now), intervalHours, lastSlotAt: new Date(lastSlotAt) })?.toISOString() ?? null;

describe('slots (S6)', () => {
  it('of 4 hours are the six fixed times of the day, in UTC', () => {
    const times = ['00:00:00', '03:59:59', '04:00:00', '11:59:59', '12:00:00', '23:59:59'];
    expect(times.map((time) => latestSlot(at(time), 4).toISOString().slice(11, 16))).toEqual([
      '00:00',
      '00:00',
      '04:00',
      '08:00',
      '12:00',
      '20:00',
    ]);
    expect(nextSlot(at('20:00:00'), 4)).toEqual(new Date('2026-03-11T00:00:00Z'));
  });

  it.each([1, 2, 4, 6, 12, 24])('of %i hours always include 00:00', (hours) => {
    expect(latestSlot(at('00:00:00'), hours)).toEqual(at('00:00:00'));
    expect(nextSlot(at('23:59:59'), hours)).toEqual(new Date('2026-03-11T00:00:00Z'));
  });

  it.each([
    ['runs when its time has come', '2026-03-10T12:00:00Z', '2026-03-10T08:00:00Z', '2026-03-10T12:00:00.000Z'],
    ['does not run before', '2026-03-10T11:59:59Z', '2026-03-10T08:00:00Z', null],
    ['runs once', '2026-03-10T12:00:01Z', '2026-03-10T12:00:00Z', null],
    ['runs late when it was missed', '2026-03-10T13:30:00Z', '2026-03-10T08:00:00Z', '2026-03-10T12:00:00.000Z'],
    [
      'runs once for several that were missed',
      '2026-03-10T13:30:00Z',
      '2026-03-07T04:00:00Z',
      '2026-03-10T12:00:00.000Z',
    ],
    ['does not run for a time that is yet to come', '2026-03-10T11:00:00Z', '2026-03-10T12:00:00Z', null],
  ])('%s', (_, now, last, slot) => {
    expect(due(now, last)).toBe(slot);
  });
});
