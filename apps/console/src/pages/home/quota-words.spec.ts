import { quotaWords } from './quota-words';

describe('the quota in words (S11)', () => {
  it.each([
    [0, '0 %'],
    [3, 'Less than 1 %'],
    [412, '4 %'],
    [9_999, '99 %'],
    [10_000, '100 %'],
  ])('%d of 10,000 are %s', (usedToday, words) => {
    const told = quotaWords({ usedToday, perDay: 10_000 });
    expect(told.startsWith(`${words} of today's requests`)).toBe(true);
    expect(told).toContain(`(${usedToday.toLocaleString('en-GB')} of 10,000)`);
  });
});
