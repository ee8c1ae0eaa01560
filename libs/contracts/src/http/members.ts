import { type Static, Type } from '@sinclair/typebox';
import { nullable, Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { EntityTag } from './entity-tag';
import { TenantId } from './tenants';
import { address, time } from './text-formats';

const of = { owner: 'gateway', tag: 'Members' } as const;

export const MemberRole = Type.Union([Type.Literal('admin'), Type.Literal('member')]);
export const MemberSignIn = Type.Union([Type.Literal('local'), Type.Literal('sso')], {
  description: '`local`: by e-mail and password here; `sso`: by the OpenID provider of this installation',
});
export const MemberEmail = Type.String({
  minLength: 3,
  maxLength: 254,
  title: 'an e-mail address such as ana@acme.example',
  pattern: '^[^\\s@<>"]+@[^\\s@<>"]+\\.[^\\s@<>"]+$',
});
export const PersonName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

export const Member = Type.Object(
  {
    memberId: Uuid,
    email: Type.String(),
    name: Type.String(),
    role: MemberRole,
    signIn: MemberSignIn,
    state: Type.Union([Type.Literal('invited'), Type.Literal('active'), Type.Literal('off')], {
      description: '`invited`: has no password yet, or has not come by the provider yet; `off`: may not sign in',
    }),
    createdAt: time(),
    lastSignInAt: nullable(time()),
    etag: EntityTag,
  },
  { $id: 'Member' },
);
export type Member = Static<typeof Member>;

/** For a local member; who signs in by the provider needs none. */
export const Invitation = Type.Object(
  {
    url: address('Give it to the person: it sets a password, works once, and is shown this once'),
    expiresAt: time(),
  },
  { $id: 'Invitation' },
);
export type Invitation = Static<typeof Invitation>;

const params = Type.Object({ memberId: Uuid });
const person = { email: MemberEmail, name: PersonName, signIn: Type.Optional(MemberSignIn) };
const added = Type.Object({ member: Member, invitation: nullable(Invitation) });

export const listMembers = defineOperation({
  ...of,
  operationId: 'listMembers',
  method: 'GET',
  path: '/api/members',
  access: 'admin',
  summary: 'List the people of the tenant',
  status: 200,
  response: Type.Object({ items: Type.Array(Member) }),
  problems: [],
});

export const addMember = defineOperation({
  ...of,
  operationId: 'addMember',
  idempotency: true,
  method: 'POST',
  path: '/api/members',
  access: 'admin',
  summary: 'Add a person; for a local one, with a link to set a password by',
  description:
    'Without `signIn`: `local` when that is on, else `sso`. Who signs in by the provider is known at the first sign-in by an e-mail address that the provider has verified, from then on by its subject.',
  body: Type.Object({ ...person, role: MemberRole }, { additionalProperties: false }),
  status: 201,
  response: added,
  problems: ['conflict', 'sign-in.off'],
});

export const changeMember = defineOperation({
  ...of,
  operationId: 'changeMember',
  needsIfMatch: true,
  answersEtag: true,
  method: 'PUT',
  path: '/api/members/{memberId}',
  access: 'admin',
  summary: "Change a person's name or role, or switch them off and on",
  description: 'A new role, and being switched off, end all their sessions. The last admin stays one.',
  params,
  body: Type.Object({ name: PersonName, role: MemberRole, active: Type.Boolean() }, { additionalProperties: false }),
  status: 200,
  response: Member,
  problems: ['member.last-admin'],
});

export const removeMember = defineOperation({
  ...of,
  operationId: 'removeMember',
  needsIfMatch: true,
  method: 'DELETE',
  path: '/api/members/{memberId}',
  access: 'admin',
  summary: 'Remove a person: their sessions end',
  params,
  status: 204,
  problems: ['member.last-admin'],
});

export const inviteMember = defineOperation({
  ...of,
  operationId: 'inviteMember',
  idempotency: true,
  method: 'POST',
  path: '/api/members/{memberId}/invitation',
  access: 'admin',
  summary: 'Make a new link for a local person who lost the first one, or the password',
  description: 'An earlier link is dead. Their password goes on working until the link is used.',
  params,
  status: 201,
  response: Invitation,
  problems: ['conflict', 'sign-in.off'],
});

export const addTenantAdmin = defineOperation({
  ...of,
  operationId: 'addTenantAdmin',
  idempotency: true,
  method: 'POST',
  path: '/api/tenants/{tenantId}/admins',
  access: 'operator',
  summary: 'Make the first admin of a tenant, or let one in again who is locked out',
  description: 'A person of that e-mail address who is there already becomes an active admin and gets a new link.',
  params: Type.Object({ tenantId: TenantId }),
  body: Type.Object(person, { additionalProperties: false }),
  status: 201,
  response: added,
  problems: ['sign-in.off'],
});
