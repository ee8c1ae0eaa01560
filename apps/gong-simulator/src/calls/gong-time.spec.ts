import { formatGongTime, parseGongTime } from './gong-time';

describe("Gong's times", () => {
  it.each([
    ['2019-10-18T14:03:37.041977-07:00', -420],
    ['2023-10-17T21:21:39.277+02:00', 120],
    ['2026-08-30T03:00:00-07:00', -420],
    ['2026-01-01T00:30:00.5+05:30', 330],
  ])('are read and written back: %s', (text, offset) => {
    const micros = parseGongTime(text) as number;
    expect(formatGongTime(micros, offset)).toBe(text.replace('.5+', '.500+'));
  });

  it('keep the local date when it is another day in UTC', () => {
    const micros = Date.parse('2026-03-01T01:15:00Z') * 1000;
    expect(formatGongTime(micros, -480)).toBe('2026-02-28T17:15:00-08:00');
    expect(formatGongTime(micros, 0)).toBe('2026-03-01T01:15:00+00:00');
  });

  it.each(['2026-03-01', '2026-03-01T00:00:00', 'yesterday', '', '2026-13-01T00:00:00Z', '1767225600'])(
    'without an offset, or none at all, are refused: "%s"',
    (text) => {
      expect(parseGongTime(text)).toBeNull();
    },
  );
});
