import { type Static, Type } from '@sinclair/typebox';
import { nullable, Uuid } from '../events/gong-call';
import { TENANT_STATES } from '../events/tenant.v1';
import { defineOperation } from './define-operation';
import { time } from './text-formats';

const of = { owner: 'gateway', tag: 'Tenants and tokens' } as const;

export const Tenant = Type.Object(
  {
    tenantId: Type.String(),
    name: Type.String(),
    createdAt: time(),
    state: Type.Union(
      TENANT_STATES.map((state) => Type.Literal(state)),
      { description: 'suspended: nobody of it can sign in or call. wiping: it is being wiped, for good' },
    ),
  },
  { $id: 'Tenant' },
);
export type Tenant = Static<typeof Tenant>;

/** Short, lower case, for people and logs; for good. */
export const TenantId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' });

export const createTenant = defineOperation({
  ...of,
  operationId: 'createTenant',
  idempotency: true,
  method: 'POST',
  path: '/api/tenants',
  access: 'operator',
  summary: 'Create a tenant',
  body: Type.Object(
    { tenantId: TenantId, name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
    { additionalProperties: false },
  ),
  status: 201,
  response: Tenant,
  problems: ['conflict'],
});

export const listTenants = defineOperation({
  ...of,
  operationId: 'listTenants',
  method: 'GET',
  path: '/api/tenants',
  access: 'operator',
  summary: 'List the tenants of this installation',
  status: 200,
  response: Type.Object({ items: Type.Array(Tenant) }),
  problems: [],
});

export const createApiToken = defineOperation({
  ...of,
  operationId: 'createApiToken',
  idempotency: true,
  method: 'POST',
  path: '/api/tenants/{tenantId}/tokens',
  access: 'operator',
  summary: 'Make an API token for a tenant; it is shown this once',
  params: Type.Object({ tenantId: TenantId }),
  body: Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
      role: Type.Union([Type.Literal('admin'), Type.Literal('member')]),
      expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, default: 90 })),
    },
    { additionalProperties: false },
  ),
  status: 201,
  response: Type.Object({
    tokenId: Uuid,
    token: Type.String({ description: 'Send as `Authorization: Bearer <token>`' }),
    expiresAt: time(),
  }),
  problems: [],
});

export const revokeApiToken = defineOperation({
  ...of,
  operationId: 'revokeApiToken',
  method: 'DELETE',
  path: '/api/tenants/{tenantId}/tokens/{tokenId}',
  access: 'operator',
  summary: 'Revoke an API token; it stops working at once',
  params: Type.Object({ tenantId: TenantId, tokenId: Uuid }),
  status: 204,
  problems: [],
});

export const whoAmI = defineOperation({
  ...of,
  tag: 'Sessions',
  operationId: 'whoAmI',
  method: 'GET',
  path: '/api/me',
  access: 'member',
  summary: 'Who is signed in, or whose token this is',
  status: 200,
  response: Type.Object({
    tenantId: Type.String(),
    tenantName: Type.String(),
    actorId: Type.String({ description: '`member:<id>` or `token:<id>`' }),
    role: Type.String(),
    name: Type.String({ description: 'Of the person, or of the token' }),
    email: nullable(Type.String({ description: 'Null of a token' })),
    signIn: Type.Union([Type.Literal('local'), Type.Literal('sso'), Type.Literal('token')]),
  }),
  problems: [],
});
