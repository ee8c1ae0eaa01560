import { randomBytes } from 'node:crypto';
import { type ImportResult, retryWanted } from '@gong-timeline/contracts';
import type { Database } from '@gong-timeline/persistence';
import { uuidV7 } from '../directory/uuid-v7';
import { crmSystemsOf } from '../store/directory-settings';
import { changeDirectory } from '../store/hold-directory';
import { withoutTheirParent } from '../store/link-parents';
import { endWaitsFor } from '../store/waits';
import { IMPORT_KINDS, type Piece, type Saved } from './import-kinds';
import { parseRow, type Rows } from './parse-row';
import type { NumberedRow } from './plan-rows';
import { readLines } from './read-lines';
import { fault, isFault, type RowProblem } from './row-problem';

export interface ImportRequest<K extends keyof Rows> {
  readonly kind: K;
  readonly tenantId: string;
  readonly correlationId: string;
  readonly traceparent: string | null;
  readonly body: AsyncIterable<Uint8Array>;
}

/** One transaction each: large enough to be cheap, small enough to hold up calls for a moment only. */
const PIECE_ROWS = 1_000;
const MOST_PROBLEMS = 1_000;
/** Children whose parent has not come yet are looked up again when there are this many, so that few are remembered. */
const MOST_CHILDREN = 10_000;

/**
 * Brings a file into the directory as it comes in, piece by piece. Good rows go in though others are bad; what went in
 * before the sender broke off stays, and the same file sent again changes nothing that is there.
 */
export const importFile = async <K extends keyof Rows>(
  database: Database,
  request: ImportRequest<K>,
): Promise<ImportResult> => {
  const result = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  const problems: RowProblem[] = [];
  let children: Saved['children'][number][] = [];
  const reject = (problem: RowProblem): void => {
    result.rejected += 1;
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  };
  const save = async (rows: NumberedRow<Rows[K]>[]): Promise<void> => {
    const saved = await savePiece(database, request, rows);
    result.created += saved.created;
    result.updated += saved.updated;
    result.unchanged += saved.unchanged;
    for (const problem of saved.problems) reject(problem);
    children.push(...saved.children);
    if (children.length > MOST_CHILDREN) children = await orphansAmong(database, request.tenantId, children);
  };

  let rows: NumberedRow<Rows[K]>[] = [];
  for await (const line of readLines(request.body)) {
    result.read += 1;
    const row = line.text === null ? fault(null, undefined, line.message) : parseRow(request.kind, line.text);
    if (isFault(row)) reject({ line: line.line, ...row });
    else rows.push({ line: line.line, row });
    if (rows.length === PIECE_ROWS) {
      await save(rows);
      rows = [];
    }
  }
  if (rows.length > 0) await save(rows);

  for (const { line, parentExternalId } of await orphansAmong(database, request.tenantId, children)) {
    const message = 'no company has this external id; the row went in, and gets its parent once that is imported';
    if (problems.length < MOST_PROBLEMS)
      problems.push({ line, ...fault('parentExternalId', parentExternalId, message) });
  }
  return { ...result, errors: problems.sort((a, b) => a.line - b.line) };
};

const savePiece = <K extends keyof Rows>(
  database: Database,
  { kind, tenantId, correlationId, traceparent }: ImportRequest<K>,
  rows: readonly NumberedRow<Rows[K]>[],
): Promise<Saved> =>
  database.transaction(async (tx) => {
    await changeDirectory(tx, tenantId);
    const crmSystem = (await crmSystemsOf(tx, [tenantId])).get(tenantId) ?? null;
    const importKind: (tx_: typeof tx, piece: Piece<Rows[K]>) => Promise<Saved> = IMPORT_KINDS[kind];
    const newGsid = () => uuidV7(tx.now, randomBytes(10));
    const saved = await importKind(tx, { tenantId, crmSystem, format: 'json', rows, newGsid });
    for (const wait of await endWaitsFor(tx, tenantId, saved.woken)) {
      const data = { ...wait, reason: `The directory changed: ${kind} were imported.` };
      tx.tell(retryWanted, { tenantId, correlationId, causationId: null, traceparent, data });
    }
    return saved;
  });

const orphansAmong = async (
  database: Database,
  tenantId: string,
  children: Saved['children'],
): Promise<Saved['children'][number][]> => {
  if (children.length === 0) return [];
  const orphans = await withoutTheirParent(database, tenantId, [...new Set(children.map(({ gsid }) => gsid))]);
  return children.filter(({ gsid }) => orphans.has(gsid));
};
