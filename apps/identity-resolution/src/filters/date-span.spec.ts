import { dateSpan } from './date-span';

const iso = (text: string) => {
  const span = dateSpan(text);
  return span === null ? null : [span.from, span.to].map((at) => new Date(at).toISOString());
};

describe('a date in a filter (S8)', () => {
  it('that is a day is the whole of it in UTC', () => {
    expect(iso('2026-03-31')).toEqual(['2026-03-31T00:00:00.000Z', '2026-03-31T23:59:59.999Z']);
    expect(iso('2024-02-29')).toEqual(['2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z']);
  });

  it('that is a time is that instant, whatever offset it is said in', () => {
    const instant = ['2026-03-31T22:30:00.000Z', '2026-03-31T22:30:00.000Z'];
    expect(iso('2026-04-01T00:30:00+02:00')).toEqual(instant);
    expect(iso('2026-03-31T22:30Z')).toEqual(instant);
  });

  it.each(['2026-02-29', '2026-13-01', '31.03.2026', '2026-03-31T10:00', 'tomorrow', '', '2026'])(
    'is no date: %s',
    (text) => {
      expect(dateSpan(text)).toBeNull();
    },
  );
});
