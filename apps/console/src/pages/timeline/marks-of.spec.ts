import { marksOf, phraseWords, placeWords } from './marks-of';

describe('the marks of a tracker', () => {
  it('stand in order where in the call it occurs, and never beside the bar', () => {
    expect(marksOf({ occurrences: [90, 30, 400, -1] }, 300).map(({ percent }) => percent)).toEqual([0, 10, 30, 100]);
    expect(marksOf({ occurrences: [5] }, 0)).toEqual([{ seconds: 5, percent: 0 }]);
  });

  it.each([
    [0, '0:00'],
    [65.9, '1:05'],
    [3725, '1:02:05'],
  ])('%d seconds are the place %s', (seconds, words) => {
    expect(placeWords(seconds)).toBe(words);
  });

  it('tell which phrases were heard, and how often', () => {
    const phrases = [
      { phrase: 'price', count: 2 },
      { phrase: 'cost', count: 1 },
      { phrase: 'fee', count: 0 },
    ];
    expect(phraseWords({ phrases })).toBe('“price” 2 times, “cost”');
  });
});
