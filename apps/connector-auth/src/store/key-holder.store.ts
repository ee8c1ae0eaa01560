import type { Reader, Transaction } from '@gong-timeline/persistence';

export interface KeyHolder {
  readonly instanceId: string;
  readonly keyIds: readonly string[];
  readonly sealingKeyId: string;
}

/** A replica that did not say anything for so long does not run any more. Seconds; several times what is between two words. */
const HOLDER_LIVES = 60;

/** Times are the database's own, since the clocks of replicas differ. */
export async function announceKeys(tx: Transaction, { instanceId, keyIds, sealingKeyId }: KeyHolder): Promise<void> {
  await tx.query(
    `INSERT INTO key_holders (instance_id, key_ids, sealing_key_id, seen_at) VALUES ($1, $2, $3, now())
     ON CONFLICT (instance_id) DO UPDATE SET key_ids = $2, sealing_key_id = $3, seen_at = now()`,
    [instanceId, keyIds, sealingKeyId],
  );
}

/** Of an orderly stop, and of those that ended without one. */
export async function forgetHolder(tx: Transaction, instanceId: string): Promise<void> {
  await tx.query(
    `DELETE FROM key_holders WHERE instance_id = $1 OR seen_at < now() - interval '${HOLDER_LIVES * 10} seconds'`,
    [instanceId],
  );
}

export async function readHolders(source: Reader): Promise<readonly KeyHolder[]> {
  const rows = await source.query<{ instance_id: string; key_ids: string[]; sealing_key_id: string }>(
    `SELECT instance_id, key_ids, sealing_key_id FROM key_holders
     WHERE seen_at > now() - interval '${HOLDER_LIVES} seconds' ORDER BY instance_id`,
  );
  return rows.map((row) => ({
    instanceId: row.instance_id,
    keyIds: row.key_ids,
    sealingKeyId: row.sealing_key_id,
  }));
}

/** Of all tenants: how many grants each key seals. */
export async function countGrantsByKey(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.query<{ key_id: string; grants: number }>(
    'SELECT key_id, count(*)::integer AS grants FROM grants GROUP BY key_id',
  );
  return new Map(rows.map((row) => [row.key_id, row.grants]));
}
