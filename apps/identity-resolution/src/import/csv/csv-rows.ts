import { ProblemError } from '@gong-timeline/runtime';
import { checkRow, type Rows } from '../check-row';
import { readLines } from '../read-lines';
import type { ReadRow, RowSource } from '../read-row';
import { fault, isFault } from '../row-problem';
import { type Column, columnsOf, CUSTOM_FIELD_PREFIX, PROBLEM_COLUMN } from './columns';
import { parseCells } from './parse-cells';
import { type CsvRecord, readRecords } from './read-records';
import { type EmptyCells, rowOfCells } from './row-of-cells';
import { SEPARATORS, separatorOf } from './separator';
import { writeRecord } from './write-record';

export interface CsvOptions {
  /** Found out from the header when undefined. */
  readonly separator?: keyof typeof SEPARATORS;
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly emptyCells: EmptyCells;
}

interface Table {
  readonly separator: string;
  readonly headers: readonly string[];
  readonly columns: readonly Column[];
  readonly emptyCells: EmptyCells;
}

/** Reads the header; refuses the file when its columns are not those of its kind. */
export const csvRows = async <K extends keyof Rows>(
  kind: K,
  body: AsyncIterable<Uint8Array>,
  { separator: asked, mapping, emptyCells }: CsvOptions,
): Promise<RowSource<Rows[K]>> => {
  const lines = readLines(body, { keepBlank: true });
  let first = await lines.next();
  while (first.done !== true && first.value.text?.trim() === '') first = await lines.next();
  if (first.done === true) throw refuse('expected a header row; the file is empty');
  if (first.value.text === null) throw refuse(first.value.message);
  const separator = asked === undefined ? separatorOf(kind, first.value.text, mapping) : SEPARATORS[asked];
  const cells = parseCells(first.value.text, separator);
  if (typeof cells === 'string') throw refuse(cells);
  const headers = withoutTrailingBlanks(cells.map((cell) => cell.trim()));
  const read = columnsOf(kind, headers, mapping);
  if ('errors' in read) {
    const [error] = read.errors;
    throw new ProblemError('import.columns', `Nothing was imported: ${error?.field} ${error?.message}`, read.errors);
  }
  const table: Table = { separator, headers, columns: read.columns, emptyCells };
  return {
    format: 'csv',
    rows: readRows(kind, readRecords(lines, separator), table),
    head: writeRecord(cellsAgain(table, headers, PROBLEM_COLUMN), separator),
    nameOf: (field) => headerOf(table, field),
  };
};

async function* readRows<K extends keyof Rows>(
  kind: K,
  records: AsyncIterable<CsvRecord>,
  table: Table,
): AsyncGenerator<ReadRow<Rows[K]>> {
  for await (const record of records) {
    const row = record.cells === null ? unreadable(record, table) : readRow(kind, record.line, record.cells, table);
    if (row !== null) yield row;
  }
}

const readRow = <K extends keyof Rows>(
  kind: K,
  line: number,
  cells: readonly string[],
  table: Table,
): ReadRow<Rows[K]> | null => {
  // Spreadsheets write rows of nothing below the last one.
  if (cells.every((cell) => cell.trim() === '')) return null;
  const bytes = cells.reduce((sum, cell) => sum + cell.length, 0);
  const again = (problem: string) => writeRecord(cellsAgain(table, cells, problem), table.separator);
  const { length } = table.headers;
  if (cells.length < length || cells.slice(length).some((cell) => cell.trim() !== '')) {
    const message = `expected ${length} cells, as the header has, got ${cells.length}`;
    return { line, bytes, again, read: { fault: fault(null, cells.join(table.separator), message) } };
  }
  const broken = table.columns.findIndex(
    (column, index) => isOneLine(column) && /[\r\n]/.test(cells[index]?.trim() ?? ''),
  );
  if (broken !== -1) {
    const message = 'expected one line; perhaps a quote is missing, and the lines below it were taken for part of it';
    return { line, bytes, again, read: { fault: fault(table.columns[broken] ?? null, cells[broken], message) } };
  }
  const row = checkRow(kind, rowOfCells(table.columns, cells, table.emptyCells));
  return { line, bytes, again, read: isFault(row) ? { fault: row } : { row } };
};

/** Only text of custom fields may go over several lines. */
const isOneLine = (column: Column): boolean => column !== null && !column.startsWith(CUSTOM_FIELD_PREFIX);

/** What is no record stands in its first cell, to be mended by hand; in bytes as they came when it is no UTF-8. */
const unreadable = ({ line, message, source }: Extract<CsvRecord, { cells: null }>, table: Table): ReadRow<never> => ({
  line,
  bytes: source?.length ?? 0,
  read: { fault: fault(null, typeof source === 'string' ? source : undefined, message) },
  again: (problem) => {
    if (!Buffer.isBuffer(source)) return writeRecord(cellsAgain(table, [source ?? ''], problem), table.separator);
    const cells = parseCells(source.toString('latin1'), table.separator);
    const known = typeof cells === 'string' ? [source.toString('latin1')] : cells;
    return Buffer.from(writeRecord(cellsAgain(table, known, problem), table.separator), 'latin1');
  },
});

/** The cells of a record as they were, but what was wrong with it before. */
const cellsAgain = ({ headers, columns }: Table, cells: readonly string[], problem: string): string[] => {
  const kept = headers.flatMap((header, index) =>
    columns[index] === null && header.toLowerCase() === PROBLEM_COLUMN ? [] : [cells[index] ?? ''],
  );
  const beyond = withoutTrailingBlanks(cells.slice(headers.length));
  return [...kept, ...(beyond.length > 0 ? [beyond.join(';')] : []), problem];
};

/** `emails[1]` of a column that the file calls "E-mails" is `E-mails[1]`. */
const headerOf = ({ headers, columns }: Table, field: string): string => {
  const index = columns.findIndex(
    (column) =>
      column !== null &&
      (column === field || (field.startsWith(`${column}[`) && !column.startsWith(CUSTOM_FIELD_PREFIX))),
  );
  const [column, header] = [columns[index], headers[index]];
  return column == null || header === undefined ? field : `${header}${field.slice(column.length)}`;
};

const withoutTrailingBlanks = (cells: readonly string[]): readonly string[] => {
  let end = cells.length;
  while (end > 0 && cells[end - 1]?.trim() === '') end -= 1;
  return cells.slice(0, end);
};

const refuse = (message: string): ProblemError =>
  new ProblemError('import.columns', `Nothing was imported: header ${message}`, [{ field: 'header', message }]);
