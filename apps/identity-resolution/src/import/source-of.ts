import type { importDirectory, QueryOf } from '@gong-timeline/contracts';
import { ProblemError } from '@gong-timeline/runtime';
import type { Rows } from './check-row';
import { csvRows } from './csv/csv-rows';
import { jsonRows } from './json-rows';
import type { RowSource } from './read-row';

type Query = Pick<QueryOf<typeof importDirectory>, 'separator' | 'columns' | 'emptyCells'>;

const JSON_LINES = /^application\/x-ndjson\s*(;|$)/i;
const CSV = /^text\/csv\s*(;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/** The rows of a request in the format that it says. */
export const sourceOf = async <K extends keyof Rows>(
  kind: K,
  contentType: string,
  { separator, columns, emptyCells = 'clear' }: Query,
  body: AsyncIterable<Uint8Array>,
): Promise<RowSource<Rows[K]>> => {
  const charset = CHARSET.exec(contentType)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) {
    throw new ProblemError('request.media-type', `Send the rows in UTF-8, not in ${charset.slice(0, 40)}`);
  }
  if (CSV.test(contentType)) {
    const mapping = columns === undefined ? {} : mappingOf(columns);
    return csvRows(kind, body, { mapping, emptyCells, ...(separator !== undefined && { separator }) });
  }
  if (!JSON_LINES.test(contentType)) {
    const message = 'Send the rows as application/x-ndjson, one JSON object a line, or as text/csv';
    throw new ProblemError('request.media-type', message);
  }
  for (const [name, value] of Object.entries({ separator, columns })) {
    if (value !== undefined) throw invalid(`query.${name}`, 'is for text/csv only; leave it out');
  }
  return jsonRows(kind, body);
};

const mappingOf = (text: string): Record<string, string | null> => {
  let mapping: unknown;
  try {
    mapping = JSON.parse(text);
  } catch (error) {
    throw invalid('query.columns', `expected a JSON object (${(error as SyntaxError).message.slice(0, 100)})`);
  }
  if (typeof mapping !== 'object' || mapping === null || Array.isArray(mapping)) {
    throw invalid('query.columns', 'expected a JSON object from header to column');
  }
  for (const [header, column] of Object.entries(mapping)) {
    if (column !== null && typeof column !== 'string') {
      throw invalid('query.columns', `expected the name of a column, or null, for ${JSON.stringify(header)}`);
    }
  }
  return mapping as Record<string, string | null>;
};

const invalid = (field: string, message: string): ProblemError =>
  new ProblemError('request.invalid', `${field}: ${message}`, [{ field, message }]);
