import { rowXml } from './row-xml';
import { STYLE_IDS } from './style-sheet';

const textCell = (at: string, style: number, text: string) =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
const { plain, quoted, text, heading } = STYLE_IDS;

describe('a row of the sheet', () => {
  it('holds text, numbers, and nothing where there is nothing', () => {
    expect(rowXml(2, ['Review', null, 3])).toBe(
      `<row r="2">${textCell('A2', plain, 'Review')}<c r="C2"><v>3</v></c></row>`,
    );
  });

  it('keeps ids as text', () => {
    expect(rowXml(9, ['6318540972213406518'])).toContain(textCell('A9', text, '6318540972213406518'));
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t1', '＝1'])('marks as quoted, and leaves unchanged: %j', (formula) => {
    expect(rowXml(1, [formula])).toContain(textCell('A1', quoted, formula));
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

  it('takes one style for all cells when it is given one', () => {
    expect(rowXml(1, ['Call ID'], heading)).toContain(textCell('A1', heading, 'Call ID'));
  });
});
