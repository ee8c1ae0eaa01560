import { CRM_SYSTEMS, LICENCES } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from '../events/gong-call';
import { CUSTOM_FIELD_NAME } from './custom-fields';
import { defineOperation } from './define-operation';
import { pageOf, pageQuery } from './page';
import { searchText } from './search-text';

const of = { owner: 'identity-resolution', tag: 'Directory' } as const;
const ExternalId = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Name = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' });
const Email = Type.String({
  title: 'an e-mail address such as ana@acme.example',
  minLength: 3,
  maxLength: 320,
  pattern: '^\\s*[^\\s@]+@[^\\s@]+\\.[^\\s@]+\\s*$',
});
const CustomFields = Type.Record(
  Type.String({ pattern: CUSTOM_FIELD_NAME }),
  Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Boolean(), Type.Null()]),
);

/** One row of an import. Idempotent by `externalId`: the same row twice changes nothing (X4). */
export const CompanyRow = Type.Object(
  {
    externalId: ExternalId,
    name: Name,
    parentExternalId: Type.Optional(Type.Union([ExternalId, Type.Null()])),
    crmAccountIds: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100 })),
    domains: Type.Optional(Type.Array(Type.String({ minLength: 3, maxLength: 253 }), { maxItems: 100 })),
    customFields: Type.Optional(CustomFields),
  },
  { additionalProperties: false, $id: 'CompanyRow' },
);
export const PersonRow = Type.Object(
  {
    externalId: ExternalId,
    name: Name,
    emails: Type.Optional(Type.Array(Email, { maxItems: 50 })),
    crmContactIds: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 })),
    companyExternalIds: Type.Optional(Type.Array(ExternalId, { maxItems: 50 })),
    customFields: Type.Optional(CustomFields),
  },
  { additionalProperties: false, $id: 'PersonRow' },
);
export const UserRow = Type.Object(
  {
    externalId: ExternalId,
    name: Name,
    email: Email,
    licence: Type.Union(LICENCES.map((licence) => Type.Literal(licence))),
    active: Type.Optional(Type.Boolean({ description: 'Left out: as it is; a new User is active' })),
    customFields: Type.Optional(CustomFields),
  },
  { additionalProperties: false, $id: 'UserRow' },
);
export type CompanyRow = Static<typeof CompanyRow>;
export type PersonRow = Static<typeof PersonRow>;
export type UserRow = Static<typeof UserRow>;

export const DirectorySettings = Type.Object(
  {
    /** S5: the CRM of this tenant; objects of another system on a call are ignored. Null: none, CRM ids are ignored. */
    crmSystem: Type.Union([...CRM_SYSTEMS.map((system) => Type.Literal(system)), Type.Null()]),
    crmOrganisationId: Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
  },
  { additionalProperties: false, $id: 'DirectorySettings' },
);
export type DirectorySettings = Static<typeof DirectorySettings>;

export const getDirectorySettings = defineOperation({
  ...of,
  operationId: 'getDirectorySettings',
  answersEtag: true,
  method: 'GET',
  path: '/api/directory/settings',
  access: 'admin',
  summary: 'Read which CRM the directory comes from',
  status: 200,
  response: DirectorySettings,
  problems: [],
});

export const saveDirectorySettings = defineOperation({
  ...of,
  operationId: 'saveDirectorySettings',
  needsIfMatch: 'once-saved',
  answersEtag: true,
  method: 'PUT',
  path: '/api/directory/settings',
  access: 'admin',
  summary: 'Say which CRM the directory comes from: it must be the one that Gong is connected to',
  body: DirectorySettings,
  status: 200,
  response: DirectorySettings,
  problems: [],
});

export const Company = Type.Object(
  {
    gsid: Uuid,
    externalId: Type.String(),
    name: Type.String(),
    parentGsid: Type.Union([Uuid, Type.Null()]),
    crmAccountIds: Type.Array(Type.String()),
    domains: Type.Array(Type.String()),
    customFields: CustomFields,
  },
  { $id: 'Company' },
);
export const Person = Type.Object(
  {
    gsid: Uuid,
    externalId: Type.String(),
    name: Type.String(),
    emails: Type.Array(Type.String()),
    crmContactIds: Type.Array(Type.String()),
    companyGsids: Type.Array(Uuid),
    customFields: CustomFields,
  },
  { $id: 'Person' },
);
export const User = Type.Object(
  {
    gsid: Uuid,
    externalId: Type.String(),
    name: Type.String(),
    email: Type.String(),
    licence: Type.Union(LICENCES.map((licence) => Type.Literal(licence))),
    active: Type.Boolean(),
    customFields: CustomFields,
  },
  { $id: 'User' },
);

/** All that are given must hold. */
const listQuery = {
  ...pageQuery,
  search: Type.Optional(searchText('Part of name, e-mail or external id, in any case')),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Part of the name, in any case' })),
  externalId: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'The whole external id' })),
};
const email = Type.Optional(
  Type.String({ minLength: 1, maxLength: 320, description: 'The whole e-mail, in any case' }),
);

export const listCompanies = defineOperation({
  ...of,
  operationId: 'listCompanies',
  method: 'GET',
  path: '/api/companies',
  access: 'member',
  summary: 'List companies by name',
  query: Type.Object({
    ...listQuery,
    search: Type.Optional(searchText('Part of name, external id, CRM account id or domain, in any case')),
    gsid: Type.Optional(Uuid),
  }),
  status: 200,
  response: pageOf(Company),
  problems: [],
});

export const listPersons = defineOperation({
  ...of,
  operationId: 'listPersons',
  method: 'GET',
  path: '/api/persons',
  access: 'admin',
  summary: 'List persons by name',
  query: Type.Object({ ...listQuery, email, companyGsid: Type.Optional(Uuid) }),
  status: 200,
  response: pageOf(Person),
  problems: [],
});

export const listUsers = defineOperation({
  ...of,
  operationId: 'listUsers',
  method: 'GET',
  path: '/api/users',
  access: 'admin',
  summary: 'List users by name',
  query: Type.Object({
    ...listQuery,
    email,
    licence: Type.Optional(Type.Union(LICENCES.map((licence) => Type.Literal(licence)))),
    active: Type.Optional(Type.Boolean()),
  }),
  status: 200,
  response: pageOf(User),
  problems: [],
});
