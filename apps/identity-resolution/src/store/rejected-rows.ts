import type { Transaction } from '@gong-timeline/persistence';
import type { ImportKey } from './imports';

type Reader = Pick<Transaction, 'query'>;

export const appendRejectedRows = async (
  tx: Transaction,
  { tenantId, importId }: ImportKey,
  position: number,
  content: Buffer,
): Promise<void> => {
  await tx.query('INSERT INTO rejected_rows (tenant_id, import_id, position, content) VALUES ($1, $2, $3, $4)', [
    tenantId,
    importId,
    position,
    content,
  ]);
};

/** The file as it was written, a piece at a time. */
export async function* readRejectedRows(reader: Reader, { tenantId, importId }: ImportKey): AsyncGenerator<Buffer> {
  let after = -1;
  for (;;) {
    const [piece] = await reader.query<{ position: number; content: Buffer }>(
      `SELECT position, content FROM rejected_rows
        WHERE tenant_id = $1 AND import_id = $2 AND position > $3 ORDER BY position LIMIT 1`,
      [tenantId, importId, after],
    );
    if (piece === undefined) return;
    yield piece.content;
    after = piece.position;
  }
}

/** Of a tenant's files only the newest are kept. */
export const expireOlderFiles = async (tx: Transaction, tenantId: string, keep: number): Promise<void> => {
  await tx.query(
    `UPDATE imports SET rejected_until = $2
      WHERE tenant_id = $1 AND rejected_until > $2 AND import_id IN (
        SELECT import_id FROM imports WHERE tenant_id = $1 AND rejected_bytes > 0 AND rejected_until > $2
         ORDER BY started_at DESC, import_id DESC OFFSET $3)`,
    [tenantId, tx.now, keep],
  );
};

/** Files that have expired, a few at a time; of all tenants. Gives how many imports lost theirs. */
export const purgeRejectedRows = async (tx: Transaction, some: number): Promise<number> => {
  const purged = await tx.query(
    `WITH expired AS (
       SELECT tenant_id, import_id FROM imports WHERE rejected_bytes > 0 AND rejected_until <= $1 LIMIT $2
     ), gone AS (
       DELETE FROM rejected_rows USING expired
        WHERE rejected_rows.tenant_id = expired.tenant_id AND rejected_rows.import_id = expired.import_id
     )
     UPDATE imports SET rejected_bytes = 0 FROM expired
      WHERE imports.tenant_id = expired.tenant_id AND imports.import_id = expired.import_id
  RETURNING imports.import_id`,
    [tx.now, some],
  );
  return purged.length;
};

/** Imports that began before this time; their files have expired long ago. */
export const purgeImports = async (tx: Transaction, before: Date): Promise<void> => {
  await tx.query('DELETE FROM imports WHERE started_at < $1 AND rejected_bytes = 0', [before]);
};
