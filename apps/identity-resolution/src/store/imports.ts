import type { DirectoryImport } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';

export interface ImportKey {
  readonly tenantId: string;
  readonly importId: string;
}

export interface NewImport extends ImportKey {
  readonly kind: DirectoryImport['kind'];
  readonly format: DirectoryImport['format'];
  readonly dryRun: boolean;
  readonly startedBy: string;
  readonly rejectedUntil: Date;
}

export const beginImport = async (tx: Transaction, begun: NewImport): Promise<void> => {
  await tx.query(
    `INSERT INTO imports (tenant_id, import_id, kind, format, dry_run, started_by, started_at, rejected_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      begun.tenantId,
      begun.importId,
      begun.kind,
      begun.format,
      begun.dryRun,
      begun.startedBy,
      tx.now,
      begun.rejectedUntil,
    ],
  );
};

export interface ImportProgress {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly rejectedFile: { readonly rows: number; readonly bytes: number; readonly complete: boolean };
}

/** Where an import is, together with what these rows did: a crash loses neither or both. */
export const noteProgress = async (
  tx: Transaction,
  { tenantId, importId }: ImportKey,
  { read, created, updated, unchanged, rejected, rejectedFile }: ImportProgress,
): Promise<void> => {
  await tx.query(
    `UPDATE imports SET read = $3, created = $4, updated = $5, unchanged = $6, rejected = $7,
                        rejected_rows = $8, rejected_bytes = $9, rejected_complete = $10
      WHERE tenant_id = $1 AND import_id = $2`,
    [
      tenantId,
      importId,
      read,
      created,
      updated,
      unchanged,
      rejected,
      rejectedFile.rows,
      rejectedFile.bytes,
      rejectedFile.complete,
    ],
  );
};

export const endImport = async (
  tx: Transaction,
  { tenantId, importId }: ImportKey,
  how: 'done' | 'broken-off',
): Promise<void> => {
  await tx.query('UPDATE imports SET ended_at = $3, broken_off = $4 WHERE tenant_id = $1 AND import_id = $2', [
    tenantId,
    importId,
    tx.now,
    how === 'broken-off',
  ]);
};
