export interface CsvHead {
  readonly separator: 'comma' | 'semicolon' | 'tab';
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const SIGNS = { comma: ',', semicolon: ';', tab: '\t' } as const;
type Separator = keyof typeof SIGNS;

/** The header and the first rows of a CSV file (RFC 4180), of its first piece: a last row that may be cut is left out. */
export const readCsvHead = (piece: string, whole: boolean, most = 5): CsvHead | null => {
  const text = piece.replace(/^\uFEFF/, '');
  const firstLine = text.split(/\r?\n/, 1)[0] ?? '';
  const separator = (Object.keys(SIGNS) as Separator[]).toSorted(
    (a, b) => firstLine.split(SIGNS[b]).length - firstLine.split(SIGNS[a]).length,
  )[0] as Separator;
  const records = recordsOf(text, SIGNS[separator]);
  const complete = whole ? records : records.slice(0, -1);
  const [header, ...rows] = complete.filter((record) => record.some((cell) => cell !== ''));
  if (header === undefined || header.every((cell) => cell.trim() === '')) return null;
  return { separator, header: header.map((cell) => cell.trim()), rows: rows.slice(0, most) };
};

const recordsOf = (text: string, sign: string): string[][] => {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === sign) {
      record.push(cell);
      cell = '';
    } else if (char === '\n') {
      records.push([...record, cell.replace(/\r$/, '')]);
      record = [];
      cell = '';
    } else cell += char;
  }
  if (cell !== '' || record.length > 0) records.push([...record, cell]);
  return records;
};
