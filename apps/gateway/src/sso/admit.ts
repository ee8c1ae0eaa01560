import { randomUUID } from 'node:crypto';
import type { Transaction } from '@gong-timeline/persistence';
import { type Audited, changesOf, ProblemError, recordAudit } from '@gong-timeline/runtime';
import {
  findMemberByEmail,
  findMemberBySubject,
  insertMember,
  type MemberRow,
  updateMember,
} from '../store/member.store';
import { memberObject } from '../sign-in/as-member';
import { deleteSessionsOfMember } from '../store/session.store';
import { tenantExists } from '../store/tenant.store';
import type { PersonOfProvider } from './person-of';

type Known = { readonly issuer: string; readonly subject: string };

/**
 * Which member the person is. By issuer and subject, which the provider never gives to somebody else; the first time of
 * somebody whom an admin has added, by an address that the provider has verified; else, where the provider tells roles,
 * they are added. A role that the provider tells is the role, at each sign-in. What so changes is the provider's doing,
 * and stands in the audit log as that: `by`.
 */
export const admit = async (
  tx: Transaction,
  known: Known,
  person: PersonOfProvider,
  by: Audited,
): Promise<MemberRow> => {
  if (!(await tenantExists(tx, person.tenantId)))
    throw refused('The tenant that the provider names does not exist here');
  const member = (await findMemberBySubject(tx, person.tenantId, known)) ?? (await meet(tx, known, person, by));
  if (!member.active) throw refused('You were switched off here; ask an admin');
  if (person.role === null || person.role === member.role) return member;
  await deleteSessionsOfMember(tx, member);
  const changed = await updateMember(tx, member, { role: person.role });
  recordChange(tx, by, member, changed);
  return changed;
};

/** Their first time here. */
const meet = async (tx: Transaction, known: Known, person: PersonOfProvider, by: Audited): Promise<MemberRow> => {
  const { tenantId, email, emailVerified, name, role } = person;
  const added = email === null ? null : await findMemberByEmail(tx, tenantId, email);
  if (added !== null) {
    if (!emailVerified)
      throw refused('The provider has not verified your e-mail address, so you cannot be known by it');
    if (added.signIn !== 'sso') throw refused(`${added.email} signs in by password here; ask an admin to change that`);
    if (added.subject !== null) throw refused(`${added.email} is somebody else here; ask an admin`);
    const met = await updateMember(tx, added, known);
    recordChange(tx, by, added, met);
    return met;
  }
  if (role === null) throw refused('You are not a member here; ask an admin to add you');
  if (email === null) throw refused('The provider tells no e-mail address of you');
  const createdBy = `provider:${known.issuer}`;
  const newcomer = { tenantId, memberId: randomUUID(), email, name, role, signIn: 'sso', createdBy, ...known } as const;
  const member = await insertMember(tx, newcomer);
  if (member === null) throw refused('You were added at the same moment; begin again');
  recordAudit(tx, by, { action: 'member.added', object: memberObject(member), after: decided(member) });
  return member;
};

/** What the provider decides of a person. */
const decided = ({ email, role, issuer, subject }: MemberRow) => ({ email, role, issuer, subject });

const recordChange = (tx: Transaction, by: Audited, before: MemberRow, after: MemberRow): void =>
  recordAudit(tx, by, {
    action: 'member.changed',
    object: memberObject(after),
    ...changesOf(decided(before), decided(after)),
  });

const refused = (why: string): ProblemError => new ProblemError('sign-in.not-allowed', why);
