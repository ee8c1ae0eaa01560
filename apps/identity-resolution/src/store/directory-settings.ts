import type { DirectorySettings } from '@gong-timeline/contracts';
import type { CrmSystem } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';

/** S5: the CRM of each tenant; null where none is named. */
export const crmSystemsOf = async (
  tx: Transaction,
  tenantIds: readonly string[],
): Promise<ReadonlyMap<string, CrmSystem | null>> => {
  const rows = await tx.query<{ tenant_id: string; crm_system: CrmSystem | null }>(
    'SELECT tenant_id, crm_system FROM directory_settings WHERE tenant_id = ANY($1)',
    [tenantIds],
  );
  const named = new Map(rows.map((row) => [row.tenant_id, row.crm_system]));
  return new Map(tenantIds.map((tenantId) => [tenantId, named.get(tenantId) ?? null]));
};

export const readDirectorySettings = async (
  reader: Pick<Transaction, 'query'>,
  tenantId: string,
): Promise<DirectorySettings> => {
  const [row] = await reader.query<{ crm_system: CrmSystem | null; crm_organisation_id: string | null }>(
    'SELECT crm_system, crm_organisation_id FROM directory_settings WHERE tenant_id = $1',
    [tenantId],
  );
  return { crmSystem: row?.crm_system ?? null, crmOrganisationId: row?.crm_organisation_id ?? null };
};

export const writeDirectorySettings = async (
  tx: Transaction,
  tenantId: string,
  { crmSystem, crmOrganisationId }: DirectorySettings,
): Promise<void> => {
  await tx.query(
    `INSERT INTO directory_settings (tenant_id, crm_system, crm_organisation_id) VALUES ($1, $2, $3)
         ON CONFLICT (tenant_id) DO UPDATE
        SET crm_system = excluded.crm_system, crm_organisation_id = excluded.crm_organisation_id`,
    [tenantId, crmSystem, crmOrganisationId],
  );
};
