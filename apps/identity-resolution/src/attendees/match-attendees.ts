import type { Attendee, CallResolvedData } from '@gong-timeline/contracts';
import { ownerEmail } from '../author/owner';
import { highestRanked } from '../author/rank-users';
import { crmIdKeys } from '../company/crm-id-key';
import { type Company, named, type TenantDirectory, type User } from '../directory/tenant-directory';
import { bestPerson } from './best-person';
import type { ReadParty } from './read-parties';
import { emailGiven, emailsOf, nameGiven, type OnePerson, samePerson } from './same-person';

type Attendees = CallResolvedData['attendees'];

/** S16: who was there, each person once, in the order of the call. Somebody seen on both sides is one of us. */
export const matchAttendees = (
  parties: readonly ReadParty[],
  { author, company }: { readonly author: User; readonly company: Company },
  directory: TenantDirectory,
): Attendees => {
  const attendees: { internal: Attendee[]; external: Attendee[] } = { internal: [], external: [] };
  const seen = new Set<string>();
  const add = (side: Attendee[], attendee: Attendee): void => {
    if (attendee.gsid === null && attendee.name === null && attendee.emailAddress === null) return;
    if (attendee.gsid !== null && seen.has(attendee.gsid)) return;
    if (attendee.gsid !== null) seen.add(attendee.gsid);
    side.push(attendee);
  };

  for (const person of samePerson(parties)) {
    const isOn = (side: ReadParty['side']) => person.some((party) => party.side === side);
    if (isOn('owner')) add(attendees.internal, asUser(author));
    else if (isOn('internal')) add(attendees.internal, internalAttendee(person, directory));
    else add(attendees.external, externalAttendee(person, company, directory));
  }
  return attendees;
};

const internalAttendee = (person: OnePerson, { usersByEmail }: TenantDirectory): Attendee => {
  const user = highestRanked(named(usersByEmail, emailsOf(person)));
  if (user !== undefined) return asUser(user);
  const gongUser = person.find(({ party }) => party.gongUser !== null)?.party.gongUser ?? null;
  const emailAddress = emailGiven(person) ?? (gongUser === null ? '' : ownerEmail(gongUser));
  return { gsid: null, name: nameGiven(person), emailAddress: emailAddress === '' ? null : emailAddress };
};

const externalAttendee = (person: OnePerson, company: Company, directory: TenantDirectory): Attendee => {
  const emailAddress = emailGiven(person);
  const contactIds = crmIdKeys(
    person.flatMap(({ party }) => party.contactIds),
    directory.crmSystem,
  );
  const match =
    bestPerson(named(directory.personsByContactId, contactIds), company) ??
    bestPerson(named(directory.personsByEmail, emailsOf(person)), company);
  if (match === undefined) return { gsid: null, name: nameGiven(person), emailAddress };
  return { gsid: match.gsid, name: match.name, emailAddress: emailAddress ?? match.emailAddress };
};

const asUser = ({ gsid, name, email }: User): Attendee => ({ gsid, name, emailAddress: email });
