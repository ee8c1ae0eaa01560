import { looksLikeFormula, safeText } from './safe-text';

describe('text in a cell (S30)', () => {
  it('stays as it is, line breaks, tabs, scripts and emoji included', () => {
    const text = ' =1+1 \t\r\n "a" <b> & שלום 👩‍👩‍👧‍👦 \u007f\u0085\ufdd0\u{1fffe} ';
    expect(safeText(text)).toBe(text);
  });

  it('loses what XML forbids, and nothing else', () => {
    expect(safeText('a\u0000b\u0008c\u000bd\u000ce\u000ef\u001fg\ufffeh\uffffi')).toBe('abcdefghi');
    expect(safeText('half \ud83d an emoji \udc00')).toBe('half  an emoji ');
    expect(safeText('\ud83d\u0000\udc00')).toBe('');
  });

  it('is cut at 32,767 UTF-16 units, and no pair of them is split', () => {
    expect(safeText('x'.repeat(32_767))).toHaveLength(32_767);
    expect(safeText('x'.repeat(32_768))).toHaveLength(32_767);
    expect(safeText(`${'x'.repeat(32_766)}🚀`)).toBe('x'.repeat(32_766));
    expect(safeText(`${'x'.repeat(32_765)}🚀!`)).toBe(`${'x'.repeat(32_765)}🚀`);
  });

  it('is cut after what is forbidden was taken out', () => {
    expect(safeText('\u0000'.repeat(10) + 'x'.repeat(32_767))).toHaveLength(32_767);
  });
});

describe('text that could run as a formula', () => {
  it.each(['=1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('begins so: %j', (text) => {
    expect(looksLikeFormula(text)).toBe(true);
  });

  it.each(['', '1', 'a=1', ' =1', '(=1)', "'=1", '\n=1'])('does not begin so: %j', (text) => {
    expect(looksLikeFormula(text)).toBe(false);
  });
});
