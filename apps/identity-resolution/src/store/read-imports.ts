import type { DirectoryImport } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';

export interface ImportRow
  extends Pick<DirectoryImport, 'kind' | 'format' | 'read' | 'created' | 'updated' | 'unchanged' | 'rejected'> {
  readonly import_id: string;
  readonly dry_run: boolean;
  readonly started_by: string;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly broken_off: boolean;
  readonly rejected_rows: number;
  readonly rejected_bytes: number;
  readonly rejected_complete: boolean;
  readonly rejected_until: Date;
}

type Reader = Pick<Transaction, 'query'>;

/** Newest first. */
export const listImportRows = (
  reader: Reader,
  tenantId: string,
  {
    after,
    limit,
  }: { readonly after: { readonly startedAt: string; readonly importId: string } | null; readonly limit: number },
): Promise<ImportRow[]> =>
  reader.query(
    `SELECT * FROM imports
      WHERE tenant_id = $1 AND ($2::timestamptz IS NULL OR (started_at, import_id) < ($2, $3::uuid))
      ORDER BY started_at DESC, import_id DESC
      LIMIT $4`,
    [tenantId, after?.startedAt ?? null, after?.importId ?? null, limit],
  );

export const readImportRow = async (
  reader: Reader,
  tenantId: string,
  importId: string,
): Promise<ImportRow | undefined> => {
  const [row] = await reader.query<ImportRow>('SELECT * FROM imports WHERE tenant_id = $1 AND import_id = $2', [
    tenantId,
    importId,
  ]);
  return row;
};
