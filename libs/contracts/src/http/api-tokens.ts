import { type Static, Type } from '@sinclair/typebox';
import { nullable, Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { TenantId } from './tenants';
import { time } from './text-formats';

const of = { owner: 'gateway', tag: 'Tokens' } as const;

/** Which areas these are, the gateway knows: one for each tag of the API. */
export const TokenScopes = Type.Array(Type.String({ pattern: '^[a-z][a-z-]{0,39}:(read|write)$' }), {
  maxItems: 40,
  uniqueItems: true,
  description:
    'Narrows what the role may do to areas of the API, e.g. `timeline:read`; `write` includes `read`. Empty: all of the role',
});

export const ApiToken = Type.Object(
  {
    tokenId: Uuid,
    name: Type.String(),
    role: Type.Union([Type.Literal('admin'), Type.Literal('member')]),
    scopes: Type.Array(Type.String()),
    createdAt: time(),
    createdBy: Type.String(),
    expiresAt: time(),
    revokedAt: nullable(time()),
    lastUsedAt: nullable(time('To the minute')),
    lastUsedFrom: nullable(Type.String({ description: 'The address that used it last' })),
  },
  { $id: 'ApiToken' },
);
export type ApiToken = Static<typeof ApiToken>;

export const listTokens = defineOperation({
  ...of,
  operationId: 'listTokens',
  method: 'GET',
  path: '/api/tokens',
  access: 'admin',
  summary: 'List the API tokens of the tenant, the newest first; never the tokens themselves',
  status: 200,
  response: Type.Object({ items: Type.Array(ApiToken) }),
  problems: [],
});

export const createToken = defineOperation({
  ...of,
  operationId: 'createToken',
  idempotency: true,
  method: 'POST',
  path: '/api/tokens',
  access: 'admin',
  summary: 'Make an API token; it is shown this once',
  description: 'A token with scopes can make none: it could make itself a wider one.',
  body: Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
      role: Type.Union([Type.Literal('admin'), Type.Literal('member')]),
      scopes: Type.Optional(TokenScopes),
      expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, default: 90 })),
    },
    { additionalProperties: false },
  ),
  status: 201,
  response: Type.Object({
    apiToken: ApiToken,
    token: Type.String({ description: 'Send as `Authorization: Bearer <token>`' }),
  }),
  problems: [],
});

export const revokeToken = defineOperation({
  ...of,
  operationId: 'revokeToken',
  method: 'DELETE',
  path: '/api/tokens/{tokenId}',
  access: 'admin',
  summary: 'Revoke an API token; it stops working within seconds',
  params: Type.Object({ tokenId: Uuid }),
  status: 204,
  problems: [],
});

export const revokeTenantAccess = defineOperation({
  ...of,
  operationId: 'revokeTenantAccess',
  method: 'POST',
  path: '/api/tenants/{tenantId}/revocations',
  access: 'operator',
  summary: 'Revoke all API tokens, sessions and open invitations of a tenant',
  description: 'People sign in again; other teams need new tokens. `confirm` repeats the id of the tenant.',
  params: Type.Object({ tenantId: TenantId }),
  body: Type.Object({ confirm: TenantId }, { additionalProperties: false }),
  status: 200,
  response: Type.Object({ tokens: Type.Integer(), sessions: Type.Integer(), invitations: Type.Integer() }),
  problems: [],
});
