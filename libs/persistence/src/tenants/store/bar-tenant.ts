import type { Transaction } from '../../transaction';

export type GateState = 'active' | 'suspended' | 'wiping';

/**
 * Remembers what the tenant is now; false when something newer is known. Waits for the transactions that are open within
 * the tenant, so that whoever begins one afterwards sees it. What is being wiped, or was, stays so.
 */
export const setTenantState = async (
  tx: Transaction,
  tenantId: string,
  { state, revision }: { readonly state: GateState; readonly revision: number },
): Promise<boolean> => {
  await tx.query('SELECT pg_advisory_xact_lock(tenant_lock($1))', [tenantId]);
  const rows = await tx.query(
    `INSERT INTO tenant_gate AS known (tenant_key, state, revision, changed_at, wiping_id)
     VALUES (tenant_key($1), $2, $3, $4, CASE WHEN $2 = 'wiping' THEN $1 END)
     ON CONFLICT (tenant_key) DO UPDATE
       SET state = excluded.state, revision = excluded.revision, changed_at = excluded.changed_at,
           wiping_id = excluded.wiping_id
       WHERE known.revision < excluded.revision AND known.state NOT IN ('wiping', 'wiped')
     RETURNING 1`,
    [tenantId, state, revision, tx.now],
  );
  return rows.length > 0;
};
