import { type directory as messages, DirectoryService } from '@gong-timeline/client';
import { resolvePersonMethod } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { defineRpc, notFound } from '@gong-timeline/runtime';
import { bestPerson } from '../attendees/best-person';
import { crmIdKeys, crmLookupKey } from '../company/crm-id-key';
import { named, type Person } from '../directory/tenant-directory';
import { emailKey } from '../people/email-key';
import { listPersonEntries } from '../store/list-entries';
import { directoryOf } from './directory-of';

/** Among several by the same rule as attendees (S16). */
export const resolvePersonRpc = defineRpc(
  resolvePersonMethod,
  DirectoryService.resolvePerson,
  ({ by, companyGsid }, { database, tenantId }) =>
    database.transaction(async (tx) => {
      if (by.$case === 'gsid' || by.$case === 'externalId') return person(tx, tenantId, { [by.$case]: by.value });
      const persons =
        by.$case === 'email' ? await ofEmail(tx, tenantId, by.value) : await ofContact(tx, tenantId, by.value);
      const best = bestPerson(persons, { gsid: companyGsid });
      if (best === undefined) throw notFound('person');
      return person(tx, tenantId, { gsid: best.gsid });
    }),
);

const person = async (
  tx: Transaction,
  tenantId: string,
  filters: { gsid?: string; externalId?: string },
): Promise<messages.ResolvePersonResponse> => {
  const [found] = await listPersonEntries(tx, { tenantId, filters, after: null, limit: 1 });
  if (found === undefined) throw notFound('person');
  return { person: found.item };
};

const ofEmail = async (tx: Transaction, tenantId: string, email: string): Promise<readonly Person[]> => {
  const key = emailKey(email);
  if (key === null) return [];
  const { personsByEmail } = await directoryOf(tx, tenantId, { personEmails: [key] });
  return named(personsByEmail, [key]);
};

const ofContact = async (tx: Transaction, tenantId: string, id: string): Promise<readonly Person[]> => {
  const { crmSystem, personsByContactId } = await directoryOf(tx, tenantId, { contactIds: [crmLookupKey(id)] });
  return crmSystem === null ? [] : named(personsByContactId, crmIdKeys([{ system: crmSystem, id }], crmSystem));
};
