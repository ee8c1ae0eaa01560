import { byCodePoint } from './by-code-point';

describe('the order of external ids', () => {
  it('is by code point, not by language and not by UTF-16 unit', () => {
    expect(['b', 'a', 'B', '10', '9', '\u{1F600}', '\uFF5E'].sort(byCodePoint)).toEqual([
      '10',
      '9',
      'B',
      'a',
      'b',
      '\uFF5E',
      '\u{1F600}',
    ]);
  });

  it('holds equal texts for equal', () => {
    expect(byCodePoint('u-1', 'u-1')).toBe(0);
  });
});
