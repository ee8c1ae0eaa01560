import type { CustomField } from '@gong-timeline/contracts';
import type { CrmSystem } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import { ACCOUNT_IDS, CONTACT_IDS, ownersOfCrmIds } from '../store/crm-ids';
import { loadCustomFields, writeCustomFields } from '../store/custom-fields';
import { linkParents } from '../store/link-parents';
import { saveCompanies } from '../store/save-companies';
import { savePersons } from '../store/save-persons';
import { saveUsers } from '../store/save-users';
import { companyGsidsOf, storedCompanies, storedPersons, storedUsers } from '../store/stored-entries';
import { waitKey } from '../waiting/wait-keys';
import { CrmIdOwners } from './crm-id-owners';
import { CustomFieldTypes } from './custom-field-types';
import { nextCompany, nextPerson, nextUser } from './next-states';
import type { Rows } from './parse-row';
import { type NumberedRow, type Plan, planRows } from './plan-rows';
import { wokenByCompany, wokenByPerson, wokenByUser } from './wake-keys';

export interface Piece<R> {
  readonly tenantId: string;
  readonly crmSystem: CrmSystem | null;
  /** How the values of its custom fields are written. */
  readonly format: 'json' | 'text';
  readonly rows: readonly NumberedRow<R>[];
  newGsid(): string;
}

export interface Saved extends Omit<Plan<never>, 'changes'> {
  /** What calls that wait may have waited for. */
  readonly woken: readonly string[];
  /** Companies that name a parent; whether it comes is known at the end of the file. */
  readonly children: readonly { readonly line: number; readonly gsid: string; readonly parentExternalId: string }[];
}

/** How a piece of a file goes into the directory, by kind: load what it touches, plan, save. */
export const IMPORT_KINDS: { readonly [K in keyof Rows]: (tx: Transaction, piece: Piece<Rows[K]>) => Promise<Saved> } =
  {
    companies: async (tx, { tenantId, crmSystem, format, rows, newGsid }) => {
      const ids = rows.flatMap(({ row }) => row.crmAccountIds ?? []);
      const owners = new CrmIdOwners(crmSystem, await ownersOfCrmIds(tx, ACCOUNT_IDS, tenantId, ids));
      const types = await customFieldTypes(tx, tenantId, 'Company', format);
      const stored = await storedCompanies(tx, tenantId, externalIds(rows));
      const { changes, ...plan } = planRows(rows, stored, nextCompany(owners, types), newGsid);
      await saveCompanies(tx, tenantId, changes);
      await writeCustomFields(tx, tenantId, 'Company', types.learned);
      const linked = changes.length === 0 ? [] : await linkParents(tx, tenantId, changes);
      const children = changes.flatMap(({ line, gsid, after: { parentExternalId } }) =>
        parentExternalId === null ? [] : [{ line, gsid, parentExternalId }],
      );
      return { ...plan, children, woken: [...changes.flatMap(wokenByCompany), ...linked.map(waitKey.company)] };
    },
    persons: async (tx, { tenantId, crmSystem, format, rows, newGsid }) => {
      const ids = rows.flatMap(({ row }) => row.crmContactIds ?? []);
      const owners = new CrmIdOwners(crmSystem, await ownersOfCrmIds(tx, CONTACT_IDS, tenantId, ids));
      const companyIds = rows.flatMap(({ row }) => row.companyExternalIds ?? []).map((id) => id.trim());
      const companies = await companyGsidsOf(tx, tenantId, [...new Set(companyIds)]);
      const types = await customFieldTypes(tx, tenantId, 'Person', format);
      const stored = await storedPersons(tx, tenantId, externalIds(rows));
      const { changes, ...plan } = planRows(rows, stored, nextPerson(owners, types, companies), newGsid);
      await savePersons(tx, tenantId, changes);
      await writeCustomFields(tx, tenantId, 'Person', types.learned);
      return { ...plan, children: [], woken: changes.flatMap(wokenByPerson) };
    },
    users: async (tx, { tenantId, format, rows, newGsid }) => {
      const types = await customFieldTypes(tx, tenantId, 'User', format);
      const stored = await storedUsers(tx, tenantId, externalIds(rows));
      const { changes, ...plan } = planRows(rows, stored, nextUser(types), newGsid);
      await saveUsers(tx, tenantId, changes);
      await writeCustomFields(tx, tenantId, 'User', types.learned);
      return { ...plan, children: [], woken: changes.flatMap(wokenByUser) };
    },
  };

const externalIds = (rows: readonly NumberedRow<{ readonly externalId: string }>[]): string[] => [
  ...new Set(rows.map(({ row }) => row.externalId.trim())),
];

const customFieldTypes = async (
  tx: Transaction,
  tenantId: string,
  object: CustomField['object'],
  format: 'json' | 'text',
): Promise<CustomFieldTypes> => {
  const known = (await loadCustomFields(tx, [tenantId])).get(tenantId) ?? [];
  return new CustomFieldTypes(
    known.filter((field) => field.object === object),
    format,
  );
};
