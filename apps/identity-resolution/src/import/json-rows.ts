import { findJsonFault } from '@gong-timeline/runtime';
import { checkRow, type Rows } from './check-row';
import type { ReadRow, RowSource } from './read-row';
import { readLines } from './read-lines';
import { fault, isFault } from './row-problem';

/** Of a row that was rejected before: ignored. A line with nothing else is a remark. */
const PROBLEM_KEY = '_problem';

export const jsonRows = <K extends keyof Rows>(kind: K, body: AsyncIterable<Uint8Array>): RowSource<Rows[K]> => ({
  format: 'json-lines',
  rows: readRows(kind, body),
  head: '',
  nameOf: (field) => field,
});

async function* readRows<K extends keyof Rows>(
  kind: K,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<ReadRow<Rows[K]>> {
  for await (const line of readLines(body)) {
    if (line.text === null) {
      const { bytes, message } = line;
      const read = { fault: fault(null, undefined, message) };
      yield { line: line.line, bytes: bytes?.length ?? 0, read, again: (problem) => remarkBefore(bytes, problem) };
    } else {
      const row = readRow(kind, line.line, line.text);
      if (row !== null) yield row;
    }
  }
}

const readRow = <K extends keyof Rows>(kind: K, line: number, text: string): ReadRow<Rows[K]> | null => {
  const bytes = text.length;
  let sent: unknown;
  try {
    sent = JSON.parse(text);
  } catch (error) {
    const message = `expected a JSON object (${(error as SyntaxError).message.slice(0, 100)})`;
    return {
      line,
      bytes,
      read: { fault: fault(null, text, message) },
      again: (problem) => remarkBefore(text, problem),
    };
  }
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    const read = { fault: fault(null, text, 'expected a JSON object') };
    return { line, bytes, read, again: (problem) => remarkBefore(text, problem) };
  }
  const twice = findJsonFault(text, 'row');
  if (twice !== null) {
    const read = { fault: fault(null, text, `${twice.field} ${twice.message}`) };
    return { line, bytes, read, again: (problem) => remarkBefore(text, problem) };
  }
  const { [PROBLEM_KEY]: before, ...fields } = sent as Record<string, unknown>;
  if (before !== undefined && Object.keys(fields).length === 0) return null;
  const row = checkRow(kind, fields);
  const again = (problem: string) =>
    before === undefined ? withProblem(text, problem) : `${JSON.stringify({ ...fields, [PROBLEM_KEY]: problem })}\n`;
  return { line, bytes, read: isFault(row) ? { fault: row } : { row }, again };
};

/** The text as it was sent: JSON read and written again may hold other numbers. */
const withProblem = (text: string, problem: string): string => {
  const open = text.trim().slice(0, -1).trimEnd();
  return `${open}${open.endsWith('{') ? '' : ','}"${PROBLEM_KEY}":${JSON.stringify(problem)}}\n`;
};

/** Nothing can be written into what is no object: the line stands below a remark, to be mended where it is. */
const remarkBefore = (line: string | Buffer | null, problem: string): Buffer => {
  const remark = `${JSON.stringify({ [PROBLEM_KEY]: problem })}\n`;
  return line === null
    ? Buffer.from(remark)
    : Buffer.concat([Buffer.from(remark), Buffer.from(line as string), Buffer.from('\n')]);
};
