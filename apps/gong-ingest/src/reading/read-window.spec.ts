import { readWindow } from './read-window';

const now = new Date('2026-03-10T12:00:00Z');
const connectedAt = new Date('2026-03-10T11:00:00Z');
const settings = { lookBackDays: 3, firstRunDays: 30 };
const from = (more: Partial<Parameters<typeof readWindow>[0]>): string =>
  readWindow({ now, connectedAt, lastReadStartedAt: null, ...settings, ...more }).from.toISOString();

describe('what a run reads (S10)', () => {
  it('reaches to now', () => {
    expect(readWindow({ now, connectedAt, lastReadStartedAt: null, ...settings }).to).toBe(now);
  });

  it.each([
    ['the first run reaches back its days', {}, '2026-02-08T12:00:00.000Z'],
    ['... also to before the connecting', { firstRunDays: 1 }, '2026-03-09T12:00:00.000Z'],
    ['0 days begin with the connecting', { firstRunDays: 0 }, '2026-03-10T11:00:00.000Z'],
    [
      'a later run reaches back from the last one by the look-back',
      { lastReadStartedAt: new Date('2026-03-10T08:00:00Z') },
      '2026-03-07T08:00:00.000Z',
    ],
    [
      '... however long ago that was',
      { lastReadStartedAt: new Date('2025-12-10T08:00:00Z') },
      '2025-12-07T08:00:00.000Z',
    ],
    [
      '... but with 0 days never to before the connecting',
      { firstRunDays: 0, lastReadStartedAt: new Date('2026-03-10T11:30:00Z') },
      '2026-03-10T11:00:00.000Z',
    ],
    [
      '... which stops mattering when it is long past',
      {
        firstRunDays: 0,
        connectedAt: new Date('2026-01-01T00:00:00Z'),
        lastReadStartedAt: new Date('2026-03-10T08:00:00Z'),
      },
      '2026-03-07T08:00:00.000Z',
    ],
    ['a window is never empty or upside down', { firstRunDays: 0, connectedAt: now }, '2026-03-10T11:59:59.000Z'],
  ])('%s', (_, more, expected) => {
    expect(from(more)).toBe(expected);
  });
});
