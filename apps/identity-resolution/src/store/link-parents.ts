import type { Transaction } from '@gong-timeline/persistence';
import type { CompanyState } from '../import/next-states';
import type { Change } from '../import/plan-rows';
import { ofTenant } from './columns';
import { companyGsidsOf } from './stored-entries';

interface Child {
  readonly gsid: string;
  readonly parentExternalId: string;
}

/**
 * A parent may come later than its child, in the same import or another. Links these companies to their parents, and
 * those that waited for these to come. Gives the gsids that got a parent.
 */
export const linkParents = async (
  tx: Transaction,
  tenantId: string,
  changes: readonly Change<CompanyState>[],
): Promise<string[]> => {
  const children = changes.flatMap(({ gsid, after: { parentExternalId } }) =>
    parentExternalId === null ? [] : [{ gsid, parentExternalId }],
  );
  const arrived = changes.filter(({ before }) => before === null).map(({ externalId }) => externalId);
  children.push(...(await orphansOf(tx, tenantId, arrived)));
  if (children.length === 0) return [];

  const parentIds = [...new Set(children.map(({ parentExternalId }) => parentExternalId))];
  const parents = await companyGsidsOf(tx, tenantId, parentIds);
  const links = children.flatMap(({ gsid, parentExternalId }) => {
    const parent = parents.get(parentExternalId);
    return parent === undefined ? [] : [{ gsid, parent }];
  });
  const linked = await tx.query<{ gsid: string }>(
    `UPDATE companies SET parent_gsid = link.parent_gsid
       FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS link (tenant_id, gsid, parent_gsid)
      WHERE companies.tenant_id = link.tenant_id AND companies.gsid = link.gsid AND companies.parent_gsid IS NULL
  RETURNING companies.gsid`,
    [links.map(() => tenantId), links.map(({ gsid }) => gsid), links.map(({ parent }) => parent)],
  );
  return linked.map(({ gsid }) => gsid);
};

/** Companies that have been waiting for one of these to come as their parent. */
const orphansOf = (tx: Transaction, tenantId: string, parentExternalIds: readonly string[]): Promise<Child[]> =>
  tx.query<Child>(
    `SELECT orphan.gsid, orphan.parent_external_id AS "parentExternalId"
       FROM unnest($1::text[], $2::text[]) AS arrived (tenant_id, external_id)
       JOIN companies orphan ON orphan.tenant_id = arrived.tenant_id AND orphan.parent_external_id = arrived.external_id
      WHERE orphan.parent_gsid IS NULL AND orphan.parent_external_id IS NOT NULL`,
    ofTenant(tenantId, parentExternalIds),
  );
