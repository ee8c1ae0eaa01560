import { randomBytes } from 'node:crypto';
import type { DirectoryImport, ImportResult } from '@gong-timeline/contracts';
import type { Database, Transaction } from '@gong-timeline/persistence';
import { crmLookupKey } from '../company/crm-id-key';
import { uuidV7 } from '../directory/uuid-v7';
import { crmSystemsOf } from '../store/directory-settings';
import { changeDirectory } from '../store/hold-directory';
import { beginImport, endImport, noteProgress } from '../store/imports';
import { appendRejectedRows, expireOlderFiles } from '../store/rejected-rows';
import { retryWhatWaited } from '../waiting/retry-what-waited';
import type { Rows } from './check-row';
import { IMPORT_KINDS, type States } from './import-kinds';
import { importPiece, type Saved } from './import-piece';
import { MissingParents } from './missing-parents';
import { piecesOf } from './pieces';
import type { ReadRow, RowSource } from './read-row';
import { Rehearsal } from './rehearsal';
import { MOST_FILES, rejectedUntil, toRejectedFile } from './rejected/file-life';
import { RejectedFile } from './rejected/rejected-file';
import type { RowProblem } from './row-problem';

export interface ImportRequest<K extends keyof Rows> {
  readonly kind: K & DirectoryImport['kind'];
  readonly tenantId: string;
  readonly actorId: string;
  readonly dryRun: boolean;
  readonly correlationId: string;
  readonly traceparent: string | null;
}

interface Ended {
  readonly importId: string;
  readonly how: 'done' | 'broken-off';
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}
type AndThen = (tx: Transaction, ended: Ended) => void;

const MOST_PROBLEMS = 1_000;

/**
 * Brings a file into the directory as it comes in, piece by piece. Good rows go in though others are bad; what went in
 * before the sender broke off stays, and the same file sent again changes nothing that is there.
 */
export const importFile = async <K extends keyof Rows>(
  database: Database,
  request: ImportRequest<K>,
  source: RowSource<Rows[K]>,
  /** In the transaction that ends it, also when it broke off. */
  andThen: AndThen = () => undefined,
): Promise<ImportResult> => {
  const { kind, tenantId, actorId, dryRun } = request;
  const theirs = database.within(tenantId);
  const begun = await theirs.transaction(async (tx) => {
    const importId = uuidV7(tx.now, randomBytes(10));
    const file = { importId, format: source.format, startedBy: actorId, rejectedUntil: rejectedUntil(tx.now) };
    await beginImport(tx, { tenantId, kind, dryRun, ...file });
    await expireOlderFiles(tx, tenantId, MOST_FILES - 1);
    return { tenantId, ...file };
  });
  const result = { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  const end = (how: 'done' | 'broken-off') =>
    theirs.transaction(async (tx) => {
      await endImport(tx, begun, how);
      andThen(tx, { importId: begun.importId, how, ...result });
    });
  const problems: RowProblem[] = [];
  const rejectedFile = new RejectedFile(source.head);
  const missing = new MissingParents();
  const rehearsal = dryRun ? rehearsalOf(kind) : null;

  const take = async (piece: readonly ReadRow<Rows[K]>[], position: number): Promise<void> => {
    await theirs.transaction(async (tx) => {
      const saved = await savePiece(tx, request, source, piece, rehearsal);
      const bad = badRows(piece, saved.problems, source);
      result.read += piece.length;
      result.created += saved.created;
      result.updated += saved.updated;
      result.unchanged += saved.unchanged;
      result.rejected += bad.length;
      for (const { problem } of bad) if (problems.length < MOST_PROBLEMS) problems.push(problem);
      missing.add(saved.children);
      const written = rejectedFile.add(bad);
      if (written !== null) await appendRejectedRows(tx, begun, position, written);
      await noteProgress(tx, begun, { ...result, rejectedFile });
    });
    await missing.forgetFound(theirs, tenantId, rehearsal);
  };

  try {
    let position = 0;
    for await (const piece of piecesOf(source.rows)) await take(piece, (position += 1));
    await missing.forgetFound(theirs, tenantId, rehearsal, 'all');
    await end('done');
  } catch (error) {
    // The reason is what the sender is told, also when this cannot be noted: then it shows by its age.
    await Promise.allSettled([end('broken-off')]);
    throw error;
  }
  for (const problem of missing.problems(source)) if (problems.length < MOST_PROBLEMS) problems.push(problem);
  return {
    importId: begun.importId,
    dryRun,
    ...result,
    errors: problems.sort((a, b) => a.line - b.line),
    rejectedFile: toRejectedFile(rejectedFile, begun.rejectedUntil),
  };
};

const NOTHING: Saved = { created: 0, updated: 0, unchanged: 0, problems: [], children: [], woken: [] };

const savePiece = async <K extends keyof Rows>(
  tx: Transaction,
  { kind, tenantId, correlationId, traceparent }: ImportRequest<K>,
  { format }: RowSource<Rows[K]>,
  piece: readonly ReadRow<Rows[K]>[],
  rehearsal: Rehearsal<States[K]> | null,
): Promise<Saved> => {
  const rows = piece.flatMap(({ line, read }) => ('row' in read ? [{ line, row: read.row }] : []));
  if (rows.length === 0) return NOTHING;
  if (rehearsal === null) await changeDirectory(tx, tenantId);
  const crmSystem = (await crmSystemsOf(tx, [tenantId])).get(tenantId) ?? null;
  const newGsid = () => uuidV7(tx.now, randomBytes(10));
  const values = format === 'csv' ? 'text' : 'json';
  const saved = await importPiece(tx, kind, { tenantId, crmSystem, format: values, rows, rehearsal, newGsid });
  const by = { tenantId, correlationId, traceparent };
  await retryWhatWaited(tx, by, saved.woken, `The directory changed: ${kind} were imported.`);
  return saved;
};

const badRows = <R>(piece: readonly ReadRow<R>[], planned: readonly RowProblem[], { nameOf }: RowSource<R>) => {
  const byLine = new Map(planned.map((problem) => [problem.line, problem]));
  return piece.flatMap(({ line, read, again }) => {
    const fault = 'fault' in read ? read.fault : byLine.get(line);
    if (fault === undefined) return [];
    return [{ problem: { ...fault, line, field: fault.field === null ? null : nameOf(fault.field) }, again }];
  });
};

const rehearsalOf = <K extends keyof Rows>(kind: K): Rehearsal<States[K]> =>
  new Rehearsal<States[K]>(IMPORT_KINDS[kind].crmIdsOf, crmLookupKey);
