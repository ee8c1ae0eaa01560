import type { Account } from '../world/accounts';
import type { Contact } from '../world/contacts';
import type { Staff } from '../world/staff';
import type { World } from '../world/world';

/** JSON text of what never changes from call to call, written once so that a call is put together by concatenation. */
export interface Fragments {
  /** `"emailAddress":..., "name":..., "title":...,` of a contact. */
  contact: string[];
  staff: Map<Staff, string>;
  /** An account's name, escaped, without its quotes. */
  accountName: string[];
  accountExtended: string[];
}

export function createFragments(world: World): Fragments {
  return {
    contact: world.contacts.map(contactFragment),
    staff: new Map(world.staff.map((person) => [person, staffFragment(person)])),
    accountName: world.accounts.map((account) => inner(account.name)),
    accountExtended: world.accounts.map(accountFields),
  };
}

/** Text as it stands between the quotes of a JSON string. */
export function inner(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function contactFragment(contact: Contact): string {
  return `"emailAddress":${JSON.stringify(contact.email)},"name":${JSON.stringify(contact.name)},"title":${JSON.stringify(contact.title)},`;
}

/** Absent values are keys left out, as Gong leaves them out of its parties. */
function staffFragment(person: Staff): string {
  const address = person.emailAddress ?? person.emailAliases[0];
  const email = address === undefined ? '' : `"emailAddress":${JSON.stringify(address)},`;
  return `${email}"name":${JSON.stringify(`${person.firstName} ${person.lastName}`)},"title":${JSON.stringify(person.title)},"userId":"${person.id}",`;
}

function accountFields(account: Account): string {
  return JSON.stringify([
    { name: 'Name', value: account.name },
    { name: 'Website', value: `https://${account.domain}` },
    { name: 'Industry', value: account.industry },
    { name: 'Seats__c', value: account.seats },
    { name: 'Strategic__c', value: account.seats > 600 ? 'true' : 'false' },
  ]);
}
