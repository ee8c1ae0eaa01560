import type { Account } from './accounts';
import type { Dice } from './dice';
import { salesforceId15, salesforceId18 } from './salesforce-id';
import { contactTitles, farNames, firstNames, lastNames } from './vocabulary';

export interface Contact {
  index: number;
  externalId: string;
  account: Account;
  name: string;
  email: string;
  title: string;
  crmId: string;
  crmId15: string;
  /** False: known to Gong's CRM only, so the platform finds no person although it may know the company. */
  inPlatform: boolean;
}

export const contactsPerAccount = 4;

/** The contacts of account `n` stand at `n * contactsPerAccount` and after. */
export function createContacts(accounts: readonly Account[], flavour: 'quarter' | 'clean', dice: Dice): Contact[] {
  const contacts: Contact[] = [];
  for (const account of accounts) {
    for (let nth = 0; nth < contactsPerAccount; nth += 1) {
      const number = account.index * contactsPerAccount + nth;
      const far = flavour === 'quarter' && number % 37 === 11;
      const [first, last] = far ? dice.pick(farNames) : [dice.pick(firstNames), dice.pick(lastNames)];
      const crmId15 = salesforceId15('Contact', dice);
      const host = nth === 3 ? `eu.${account.domain}` : account.domain;
      contacts.push({
        index: number,
        externalId: `P-${String(number + 1).padStart(6, '0')}`,
        account,
        name: `${first} ${last}`,
        email: `${far ? `guest${number}` : mailName(first, last)}.${nth}@${host}`,
        title: dice.pick(contactTitles),
        crmId: salesforceId18(crmId15),
        crmId15,
        inPlatform: account.inPlatform && !(flavour === 'quarter' && nth === 2 && account.index % 3 === 0),
      });
    }
  }
  return contacts;
}

export function mailName(first: string, last: string): string {
  return `${first}.${last}`
    .normalize('NFD')
    .replaceAll('ø', 'o')
    .replaceAll(/[^A-Za-z.]/g, '')
    .toLowerCase();
}
