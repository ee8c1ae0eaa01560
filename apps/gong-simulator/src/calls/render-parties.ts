import type { Contact } from '../world/contacts';
import type { Staff } from '../world/staff';
import type { Selection } from './content-selector';
import type { Fragments } from './fragments';
import type { CallPlan } from './plan-call';
import { partyId, speakerId } from './plan-call';
import { isInternal } from './render-meta';

const invited = '"methods":["Invitee","Attendee"]}';
const attended = '"methods":["Attendee"]}';
const internal = `"context":[],"affiliation":"Internal",${invited}`;

/** The `parties` block, or null when the call has none at all (imported calls). */
export function renderParties(plan: CallPlan, fragments: Fragments, selection: Selection): string | null {
  const { situation } = plan;
  if (situation.company === 'parties-missing' || situation.company === 'nothing') return null;
  const parties: string[] = [];
  const seat = (body: string, speaks: boolean) => {
    const number = parties.length;
    const speaker = speaks ? `"${speakerId(plan, number)}"` : 'null';
    parties.push(`{"id":"${partyId(plan, number)}","speakerId":${speaker},${body}`);
  };
  if (plan.owner) seat((fragments.staff.get(plan.owner) as string) + internal, true);
  else if (situation.owner === 'stranger') {
    seat(`"name":"Former Colleague","userId":"${plan.primaryUserId}",${internal}`, true);
  }
  for (const body of outsiders(plan, fragments, selection)) seat(body, parties.length < 3);
  if (plan.colleague) seat(colleague(plan.colleague, plan, fragments), false);
  return `[${parties.join(',')}]`;
}

/** In the call on which affiliations are unknown, a colleague is recognisable by the Gong user id alone. */
function colleague(person: Staff, plan: CallPlan, fragments: Fragments): string {
  const body = fragments.staff.get(person) as string;
  return plan.situation.company === 'unknown-affiliation' ? `${body}"context":[],${invited}` : body + internal;
}

function outsiders(plan: CallPlan, fragments: Fragments, selection: Selection): string[] {
  const { situation, contacts, account } = plan;
  const known = (contact: Contact) => fragments.contact[contact.index] as string;
  const without = `"context":[],"affiliation":"External",${invited}`;
  switch (situation.company) {
    case 'contact-only':
      return contacts.map(
        (contact) => `"name":${JSON.stringify(contact.name)},${crm(contact.crmId, 'Contact', selection)}`,
      );
    case 'email-only':
    case 'dynamics':
      return contacts.map((contact, nth) => (nth === 1 ? shouted(contact) : known(contact)) + without);
    case 'domain-only':
      return [
        `"emailAddress":"new.person@${plan.number % 2 === 0 ? 'emea.' : ''}${account.domain}","name":"New Person",${without}`,
      ];
    case 'free-mail':
      return [`"emailAddress":"someone.${plan.partyBase}@gmail.com","name":"Someone Private",${without}`];
    case 'no-data':
      return isInternal(plan) ? [] : [`"name":"Guest 1",${without}`];
    case 'phone':
    case 'phone-only':
      return [
        `"name":"Phone Caller #1","phoneNumber":"+1555${plan.partyBase.slice(2)}","context":[],"affiliation":"Unknown",${attended}`,
      ];
    case 'hubspot-and-email':
      return contacts.map(
        (contact, nth) => known(contact) + crm(`${plan.partyBase}${nth}`, 'Contact', selection, 'HubSpot'),
      );
    case 'hubspot-only':
      return [`"name":"Hub Spotted",${crm(plan.partyBase, 'Contact', selection, 'HubSpot')}`];
    case 'lead':
      return contacts.map(
        (contact, nth) => known(contact) + crm(`00Q5e00${plan.partyBase.slice(2)}${nth}`, 'Lead', selection),
      );
    case 'unknown-affiliation':
      return contacts.map((contact) => `${known(contact)}"context":[],"affiliation":"Unknown",${invited}`);
    case 'twice-invited':
      return [
        ...contacts.map((contact) => known(contact) + crm(contact.crmId, 'Contact', selection)),
        ...contacts.map((contact) => `${shouted(contact)}"context":[],"affiliation":"External",${attended}`),
        `"context":[],"affiliation":"Unknown",${attended}`,
      ];
    case 'short-id':
      return contacts.map((contact) => known(contact) + crm(contact.crmId15, 'Contact', selection));
    default:
      return contacts.map((contact) => known(contact) + crm(contact.crmId, 'Contact', selection));
  }
}

function shouted(contact: Contact): string {
  return `"emailAddress":${JSON.stringify(` ${contact.email.toUpperCase()} `)},"name":${JSON.stringify(contact.name)},`;
}

function crm(id: string, type: 'Contact' | 'Lead', selection: Selection, system = 'Salesforce'): string {
  if (selection.context === 'None') return `"context":[],"affiliation":"External",${invited}`;
  const fields = selection.context === 'Extended' ? '[{"name":"DoNotCall","value":false}]' : '[]';
  return `"context":[{"system":"${system}","objects":[{"objectType":"${type}","objectId":"${id}","fields":${fields}}]}],"affiliation":"External",${invited}`;
}
