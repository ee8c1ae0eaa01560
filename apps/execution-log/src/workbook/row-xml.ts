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

const cellXml = (cell: Cell, at: string, style: number | undefined): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  const text = safeText(cell);
  return `<c r="${at}" s="${style ?? styleOf(text)}" t="inlineStr"><is><t xml:space="preserve">${encode(text)}</t></is></c>`;
};

/** One row of a sheet as SpreadsheetML. Text is text, whatever it looks like: no cell holds a formula (S30). */
export const rowXml = (number: number, cells: readonly Cell[], style?: number): string =>
  `<row r="${number}">${cells.map((cell, i) => cellXml(cell, `${COLUMN_LETTERS[i]}${number}`, style)).join('')}</row>`;
