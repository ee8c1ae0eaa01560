import type { Transaction } from '@gong-timeline/persistence';
import type { TenantKeys } from '../directory/look-ups';
import type { Person } from '../directory/tenant-directory';
import { columns } from './columns';

export interface PersonRow {
  readonly tenant_id: string;
  /** The e-mail key, or the CRM id, by which the person was found. */
  readonly found_by: string;
  readonly gsid: string;
  readonly external_id: string;
  readonly name: string;
  readonly first_email: string | null;
  readonly company_gsids: string[];
}

const PERSON = 'person.gsid, person.external_id, person.name, person.emails[1] AS first_email, person.company_gsids';

export const personsOfContactIds = async (tx: Transaction, ids: TenantKeys): Promise<PersonRow[]> =>
  ids.length === 0
    ? []
    : tx.query<PersonRow>(
        `SELECT known.tenant_id, known.crm_id AS found_by, ${PERSON}
           FROM unnest($1::text[], $2::text[]) AS asked (tenant_id, lookup_key)
           JOIN person_contact_ids known USING (tenant_id, lookup_key)
           JOIN persons person ON person.tenant_id = known.tenant_id AND person.gsid = known.person_gsid`,
        columns(ids),
      );

export const personsOfEmails = async (tx: Transaction, emails: TenantKeys): Promise<PersonRow[]> =>
  emails.length === 0
    ? []
    : tx.query<PersonRow>(
        `SELECT known.tenant_id, known.email_key AS found_by, ${PERSON}
           FROM unnest($1::text[], $2::text[]) AS asked (tenant_id, email_key)
           JOIN person_emails known USING (tenant_id, email_key)
           JOIN persons person ON person.tenant_id = known.tenant_id AND person.gsid = known.person_gsid`,
        columns(emails),
      );

export const toPerson = (row: PersonRow): Person => ({
  gsid: row.gsid,
  externalId: row.external_id,
  name: row.name,
  emailAddress: row.first_email,
  companyGsids: row.company_gsids,
});
