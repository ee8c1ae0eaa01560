import { rowXml } from './row-xml';
import { STYLE_IDS } from './style-sheet';

const cell = (at: string, style: number, text: string, space = '') =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t${space}>${text}</t></is></c>`;
/** Of a text that needs a second look, blanks are kept whatever it is. */
const textCell = (at: string, style: number, text: string) => cell(at, style, text, ' xml:space="preserve"');
const { plain, quoted, text, heading } = STYLE_IDS;

describe('a row of the sheet', () => {
  it('holds text, numbers, and nothing where there is nothing', () => {
    expect(rowXml(2, ['Review', null, 3])).toBe(
      `<row r="2">${cell('A2', plain, 'Review')}<c r="C2"><v>3</v></c></row>`,
    );
  });

  it('keeps ids as text', () => {
    expect(rowXml(9, ['6318540972213406518'])).toContain(cell('A9', text, '6318540972213406518'));
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t1', '＝1'])('marks as quoted, and leaves unchanged: %j', (formula) => {
    expect(rowXml(1, [formula])).toMatch(
      new RegExp(`<c r="A1" s="${quoted}" t="inlineStr"><is><t[^>]*>${formula.replace(/[+()]/g, '\\$&')}</t>`),
    );
  });

  it('marks what begins like a formula only once something forbidden is taken out', () => {
    expect(rowXml(1, ['\u0000=1'])).toContain(textCell('A1', quoted, '=1'));
  });

  it('writes markup and returns so that a reader gets them back', () => {
    expect(rowXml(1, ['<a href="x">&\r\n'])).toContain(textCell('A1', plain, '&lt;a href="x"&gt;&amp;&#13;\n'));
  });

  it('writes what looks like an escape of the format as the text that it is', () => {
    expect(rowXml(1, ['_x0041_ _x00zz_ _x000D_'])).toContain('_x005F_x0041_ _x00zz_ _x005F_x000D_');
  });

  it('keeps blanks at the ends of a text', () => {
    for (const text of [' a', 'a ', ' ', '\ta', 'a\n']) expect(rowXml(1, [text])).toMatch(/<t xml:space="preserve">/);
    expect(rowXml(1, [''])).toContain(cell('A1', plain, ''));
  });

  it('writes a long text as a short one', () => {
    const long = `${'x'.repeat(2_000)}&`;
    expect(rowXml(1, [long])).toContain(textCell('A1', plain, `${'x'.repeat(2_000)}&amp;`));
  });

  it('takes one style for all cells when it is given one', () => {
    expect(rowXml(1, ['Call ID'], heading)).toContain(cell('A1', heading, 'Call ID'));
  });
});
