import { LONGEST_LINE_BYTES, type Line } from '../read-lines';
import { parseCells, parseRecords } from './parse-cells';

/** A record of a CSV file; `cells` are null when it cannot be read, and `message` says why. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly cells: null; readonly message: string; readonly source: string | Buffer | null };

const UNCLOSED = 'expected a closing quote: a quote opens a cell, closes it, and is doubled inside of it';
/** Parsed at once, since a call of the parser costs more than a record. */
const TOGETHER = 200;

/**
 * The records of a CSV file (RFC 4180), whose quoted cells may go over several lines. Where quotes do not come out even,
 * only the line where it began is bad, and reading goes on with the next one: one quote too many does not cost the rest.
 */
export async function* readRecords(lines: AsyncIterable<Line>, delimiter: string): AsyncGenerator<CsvRecord> {
  let singles: { readonly line: number; readonly text: string }[] = [];
  const flush = (): CsvRecord[] => {
    const texts = singles.map(({ text }) => text);
    const together = parseRecords(texts, delimiter);
    const records = singles.map(({ line, text }, index): CsvRecord => {
      const cells = together?.[index] ?? parseCells(text, delimiter);
      return typeof cells === 'string' ? { line, cells: null, message: cells, source: text } : { line, cells };
    });
    singles = [];
    return records;
  };

  const source = new Rereadable(lines);
  for (let first = await source.next(); first !== null; first = await source.next()) {
    if (first.text === null) {
      yield* flush();
      yield { line: first.line, cells: null, message: first.message, source: first.bytes };
      continue;
    }
    if (first.text.trim() === '') continue;
    if (hasEvenQuotes(first.text)) {
      singles.push({ line: first.line, text: first.text });
      if (singles.length === TOGETHER) yield* flush();
      continue;
    }
    yield* flush();
    const cells = await readQuoted(source, first.text, delimiter);
    yield cells === null
      ? { line: first.line, cells, message: UNCLOSED, source: first.text }
      : { line: first.line, cells };
  }
  yield* flush();
}

/** A record that goes on over further lines; null when it does not come to an end, with all but its first line given back. */
const readQuoted = async (source: Rereadable, begin: string, delimiter: string): Promise<readonly string[] | null> => {
  const taken: Line[] = [];
  let text = begin;
  while (text.length <= LONGEST_LINE_BYTES) {
    const next = await source.next();
    if (next === null) break;
    taken.push(next);
    if (next.text === null) break;
    text += `\n${next.text}`;
    if (hasEvenQuotes(next.text)) continue;
    const cells = parseCells(text, delimiter);
    if (typeof cells !== 'string') return cells;
    break;
  }
  source.giveBack(taken);
  return null;
};

const hasEvenQuotes = (text: string): boolean => {
  let even = true;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) even = !even;
  return even;
};

class Rereadable {
  private readonly iterator: AsyncIterator<Line>;
  /** The next one last. */
  private readonly givenBack: Line[] = [];

  constructor(lines: AsyncIterable<Line>) {
    this.iterator = lines[Symbol.asyncIterator]();
  }

  async next(): Promise<Line | null> {
    const again = this.givenBack.pop();
    if (again !== undefined) return again;
    const { done, value } = await this.iterator.next();
    return done === true ? null : value;
  }

  giveBack(lines: readonly Line[]): void {
    for (const line of [...lines].reverse()) this.givenBack.push(line);
  }
}
