import type { DirectoryImport, ImportResult } from '@gong-timeline/contracts';
import type { ImportRow } from '../../store/read-imports';

const DAY_MS = 24 * 60 * 60 * 1000;
const FILE_DAYS = 7;
const IMPORT_DAYS = 90;
/** Of one tenant. */
export const MOST_FILES = 20;
/** A request takes 15 minutes at most: what has not ended then ended without a word. */
const LONGEST_IMPORT_MS = 20 * 60 * 1000;

export const rejectedUntil = (begun: Date): Date => new Date(begun.getTime() + FILE_DAYS * DAY_MS);
export const forgottenBefore = (now: Date): Date => new Date(now.getTime() - IMPORT_DAYS * DAY_MS);

export const toRejectedFile = (
  { rows, complete }: { readonly rows: number; readonly complete: boolean },
  expiresAt: Date,
): ImportResult['rejectedFile'] =>
  rows === 0 && complete ? null : { rows, complete, expiresAt: expiresAt.toISOString() };

export const stateOf = (row: ImportRow, now: Date): DirectoryImport['state'] => {
  if (row.ended_at !== null) return row.broken_off ? 'broken-off' : 'done';
  return now.getTime() - row.started_at.getTime() > LONGEST_IMPORT_MS ? 'broken-off' : 'running';
};

export const toDirectoryImport = (row: ImportRow, now: Date): DirectoryImport => ({
  importId: row.import_id,
  kind: row.kind,
  format: row.format,
  dryRun: row.dry_run,
  state: stateOf(row, now),
  startedBy: row.started_by,
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  read: row.read,
  created: row.created,
  updated: row.updated,
  unchanged: row.unchanged,
  rejected: row.rejected,
  rejectedFile:
    row.rejected_until > now
      ? toRejectedFile({ rows: row.rejected_rows, complete: row.rejected_complete }, row.rejected_until)
      : null,
});
