import { looksLikeFormula, safeText } from './safe-text';
import { STYLE_IDS } from './style-sheet';

export type Cell = string | number | null;

const COLUMN_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const MARKUP = /[<>&\r]/g;
/** A bare return would come out of any XML parser as a line feed: it is written as a reference. */
const REFERENCES: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '\r': '&#13;' };
/** Spreadsheet programs read `_x0041_` as the letter A, so that its first underscore is written as one itself. */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;

const encode = (text: string): string => {
  const plain = text.includes('_x') ? text.replace(LOOKS_ESCAPED, '_x005F_') : text;
  return plain.replace(MARKUP, (character) => REFERENCES[character] ?? '');
};

const styleOf = (text: string): number => {
  if (looksLikeFormula(text)) return STYLE_IDS.quoted;
  return /^\d+$/.test(text) ? STYLE_IDS.text : STYLE_IDS.plain;
};

/** Most texts: short, nothing to take out or to encode, no blank at an end that a reader might drop. One look at each, not five. */
const SIMPLE = /^(?! )[^\0-\x1F<>&_\uD800-\uDFFF\uFFFE\uFFFF]{0,1000}(?<! )$/;

const cellXml = (cell: Cell, at: string, style: number | undefined): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (SIMPLE.test(cell)) return `<c r="${at}" s="${style ?? styleOf(cell)}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  const text = safeText(cell);
  return `<c r="${at}" s="${style ?? styleOf(text)}" t="inlineStr"><is><t xml:space="preserve">${encode(text)}</t></is></c>`;
};

/** One row of a sheet as SpreadsheetML. Text is text, whatever it looks like: no cell holds a formula (S30). */
export const rowXml = (number: number, cells: readonly Cell[], style?: number): string => {
  let xml = `<row r="${number}">`;
  for (let i = 0; i < cells.length; i += 1) xml += cellXml(cells[i] ?? null, `${COLUMN_LETTERS[i]}${number}`, style);
  return `${xml}</row>`;
};
