import type { CustomField } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { ACCOUNT_IDS, CONTACT_IDS, type CrmIdTable } from '../store/crm-ids';
import { linkParents } from '../store/link-parents';
import { saveCompanies } from '../store/save-companies';
import { savePersons } from '../store/save-persons';
import { saveUsers } from '../store/save-users';
import { storedCompanies, storedPersons, storedUsers } from '../store/stored-entries';
import { waitKey } from '../waiting/wait-keys';
import type { Rows } from './check-row';
import type { CrmIdOwners } from './crm-id-owners';
import type { CustomFieldTypes } from './custom-field-types';
import { type CompanyState, nextCompany, nextPerson, nextUser, type PersonState, type UserState } from './next-states';
import type { Change, NextState, Stored } from './plan-rows';
import { wokenByCompany, wokenByPerson, wokenByUser } from './wake-keys';

export interface States {
  readonly companies: CompanyState;
  readonly persons: PersonState;
  readonly users: UserState;
}

/** What a row is judged against, beside the entry that it is about. */
export interface Known {
  readonly owners: CrmIdOwners;
  readonly types: CustomFieldTypes;
  /** Gsids of the companies that rows name, by external id. */
  readonly companies: ReadonlyMap<string, string>;
}

/** What importing one kind of entry is, where it differs from the others. */
export interface ImportKind<R, S> {
  readonly object: CustomField['object'];
  readonly crmIds: CrmIdTable | null;
  crmIdsOfRow(row: R): readonly string[];
  crmIdsOf(state: S): readonly string[];
  companiesOf(row: R): readonly string[];
  parentOf(state: S): string | null;
  stored(tx: Transaction, tenantId: string, externalIds: readonly string[]): Promise<ReadonlyMap<string, Stored<S>>>;
  next(known: Known): NextState<R, S>;
  /** Gives what calls that wait may have waited for, beside what the changes themselves tell. */
  save(tx: Transaction, tenantId: string, changes: readonly Change<S>[]): Promise<readonly string[]>;
  wokenBy(change: Change<S>): readonly string[];
}

export const IMPORT_KINDS: { readonly [K in keyof Rows]: ImportKind<Rows[K], States[K]> } = {
  companies: {
    object: 'Company',
    crmIds: ACCOUNT_IDS,
    crmIdsOfRow: (row) => row.crmAccountIds ?? [],
    crmIdsOf: (state) => state.crmAccountIds,
    companiesOf: () => [],
    parentOf: (state) => state.parentExternalId,
    stored: storedCompanies,
    next: ({ owners, types }) => nextCompany(owners, types),
    save: async (tx, tenantId, changes) => {
      await saveCompanies(tx, tenantId, changes);
      return (await linkParents(tx, tenantId, changes)).map(waitKey.company);
    },
    wokenBy: wokenByCompany,
  },
  persons: {
    object: 'Person',
    crmIds: CONTACT_IDS,
    crmIdsOfRow: (row) => row.crmContactIds ?? [],
    crmIdsOf: (state) => state.crmContactIds,
    companiesOf: (row) => row.companyExternalIds ?? [],
    parentOf: () => null,
    stored: storedPersons,
    next: ({ owners, types, companies }) => nextPerson(owners, types, companies),
    save: async (tx, tenantId, changes) => {
      await savePersons(tx, tenantId, changes);
      return [];
    },
    wokenBy: wokenByPerson,
  },
  users: {
    object: 'User',
    crmIds: null,
    crmIdsOfRow: () => [],
    crmIdsOf: () => [],
    companiesOf: () => [],
    parentOf: () => null,
    stored: storedUsers,
    next: ({ types }) => nextUser(types),
    save: async (tx, tenantId, changes) => {
      await saveUsers(tx, tenantId, changes);
      return [];
    },
    wokenBy: wokenByUser,
  },
};
