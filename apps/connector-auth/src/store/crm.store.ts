import type { CrmSystem } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';

export interface SeenCrm {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly system: CrmSystem;
  readonly seenAt: string;
}

/** Of several times the newest counts. */
export async function saveSeenCrms(tx: Transaction, seen: readonly SeenCrm[]): Promise<void> {
  await tx.query(
    `INSERT INTO seen_crms AS known (tenant_id, connection_id, system, seen_at)
     SELECT r."tenantId", r."connectionId", r.system, max(r."seenAt")
     FROM jsonb_to_recordset($1) AS r("tenantId" text, "connectionId" uuid, system text, "seenAt" timestamptz)
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
     ON CONFLICT (tenant_id, connection_id, system) DO UPDATE SET seen_at = greatest(known.seen_at, excluded.seen_at)`,
    [JSON.stringify(seen)],
  );
}

export interface DirectoryCrm {
  readonly tenantId: string;
  readonly system: CrmSystem | null;
  readonly savedAt: string;
}

/** The tenants whose newest settings these are. */
export async function saveDirectoryCrms(tx: Transaction, saved: readonly DirectoryCrm[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ tenant_id: string }>(
    `INSERT INTO directory_crms AS known (tenant_id, system, saved_at)
     SELECT r."tenantId", r.system, r."savedAt"
     FROM jsonb_to_recordset($1) AS r("tenantId" text, system text, "savedAt" timestamptz)
     ORDER BY 1
     ON CONFLICT (tenant_id) DO UPDATE SET system = excluded.system, saved_at = excluded.saved_at
       WHERE known.saved_at < excluded.saved_at
     RETURNING tenant_id`,
    [JSON.stringify(saved)],
  );
  return new Set(rows.map((row) => row.tenant_id));
}
