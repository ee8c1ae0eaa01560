import type { CrmSystem } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';

/** Of these CRMs, those that were not yet told for the connection on this day (UTC); now they are. */
export const takeUntoldCrms = async (
  tx: Transaction,
  connection: { readonly tenantId: string; readonly connectionId: string },
  systems: readonly CrmSystem[],
): Promise<CrmSystem[]> => {
  const rows = await tx.query<{ system: CrmSystem }>(
    `INSERT INTO crm_seen AS known (tenant_id, connection_id, system, told_on)
     SELECT $1, $2, system, ($4::timestamptz AT TIME ZONE 'UTC')::date FROM unnest($3::text[]) AS seen(system)
     ORDER BY system
     ON CONFLICT (tenant_id, connection_id, system) DO UPDATE SET told_on = excluded.told_on
       WHERE known.told_on < excluded.told_on
     RETURNING system`,
    [connection.tenantId, connection.connectionId, systems, tx.now],
  );
  return rows.map((row) => row.system);
};
