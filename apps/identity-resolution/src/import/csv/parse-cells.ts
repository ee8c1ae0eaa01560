import { CsvError, type Options, parse } from 'csv-parse/sync';

/** Each text is one record, whose quotes come out even. Null when any of them cannot be read. */
export const parseRecords = (texts: readonly string[], delimiter: string): readonly string[][] | null => {
  const records = parseAll(texts.map(withoutReturn).join('\n'), delimiter);
  return typeof records === 'string' || records.length !== texts.length ? null : records;
};

/** The cells of one record, or what is wrong with it. */
export const parseCells = (text: string, delimiter: string): readonly string[] | string => {
  const records = parseAll(withoutReturn(text), delimiter);
  if (typeof records === 'string') return records;
  const [cells] = records;
  return cells !== undefined && records.length === 1 ? cells : 'expected one row';
};

/** Lines end with a line feed, or with a return before it. */
const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);

const parseAll = (text: string, delimiter: string): string[][] | string => {
  const options: Options = { delimiter, record_delimiter: ['\r\n', '\n'], relax_column_count: true };
  try {
    return parse(text, options) as unknown as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return QUOTES.has(error.code) ? UNEVEN : `expected cells separated by ${JSON.stringify(delimiter)} (${error.code})`;
  }
};

const QUOTES: ReadonlySet<string> = new Set([
  'CSV_QUOTE_NOT_CLOSED',
  'CSV_INVALID_CLOSING_QUOTE',
  'INVALID_OPENING_QUOTE',
]);
const UNEVEN = 'expected quotes around a whole cell only, and each quote inside of it doubled';
