import { type Static, Type } from '@sinclair/typebox';
import { nullable, Uuid } from '../events/gong-call';
import { ConnectionState } from './connections';
import { defineOperation } from './define-operation';
import { TenantId } from './tenants';
import { address, time } from './text-formats';

const of = { owner: 'connector-auth', tag: 'Grants and keys' } as const;

export const Grant = Type.Object(
  {
    connectionId: Uuid,
    name: Type.String({ description: 'Of the connection' }),
    state: ConnectionState,
    apiBaseUrl: nullable(address('By which the Gong company is known')),
    scopes: Type.Array(Type.String()),
    grantedAt: nullable(time('When an admin gave the consent at Gong')),
    grantedBy: nullable(Type.String({ description: '`member:<id>` or `token:<id>`' })),
    refreshedAt: nullable(time('Null until the first refresh after the consent')),
    lentAt: nullable(time('When its access token was last asked for: to the minute')),
    expiresAt: time('When the access token runs out; it is refreshed before'),
  },
  { $id: 'Grant' },
);
export type Grant = Static<typeof Grant>;

export const listGrants = defineOperation({
  ...of,
  operationId: 'listGrants',
  method: 'GET',
  path: '/api/grants',
  access: 'admin',
  summary: 'List what Gong has granted to this tenant, and when it was last used; never a token',
  status: 200,
  response: Type.Object({ items: Type.Array(Grant) }),
  problems: [],
});

/** What `confirm` has to be when no tenant is named. */
export const ALL_TENANTS = 'all tenants';

export const revokeGrants = defineOperation({
  ...of,
  operationId: 'revokeGrants',
  method: 'POST',
  path: '/api/grant-revocations',
  access: 'operator',
  summary: 'Wipe all tokens of Gong, of a tenant or of the whole installation',
  description:
    'Each connection then has to be authorised again; its history stays. Gong offers no way to revoke a grant from ' +
    `outside: an admin of Gong removes the app there. \`confirm\` repeats the id of the tenant, or says \`${ALL_TENANTS}\`.`,
  body: Type.Object({ tenantId: nullable(TenantId), confirm: Type.String() }, { additionalProperties: false }),
  status: 200,
  response: Type.Object({
    grants: Type.Integer({ description: 'Pairs of tokens that were wiped' }),
    tenants: Type.Integer({ description: 'Tenants that had any' }),
  }),
  problems: [],
});

const TokenKeyUse = Type.Object({
  keyId: Type.String(),
  grants: Type.Integer({ description: 'Pairs of tokens that are sealed with it' }),
  replicas: Type.Integer({ description: 'Running replicas that hold it' }),
  sealing: Type.Integer({ description: 'Running replicas that seal with it' }),
  removable: Type.Boolean({ description: 'Whether it can be taken out of TOKEN_KEYS' }),
});

const uses = {
  replicas: Type.Integer({ description: 'Running replicas of connector-auth' }),
  keys: Type.Array(TokenKeyUse),
};

export const listTokenKeys = defineOperation({
  ...of,
  operationId: 'listTokenKeys',
  method: 'GET',
  path: '/api/token-keys',
  access: 'operator',
  summary: 'How many grants each key seals, which replicas hold it, and whether it can be removed',
  status: 200,
  response: Type.Object(uses),
  problems: [],
});

/** Where a rotation is. */
const Place = Type.Object({ tenantId: Type.String(), connectionId: Uuid }, { additionalProperties: false });

export const resealGrants = defineOperation({
  ...of,
  operationId: 'resealGrants',
  method: 'POST',
  path: '/api/token-keys/reseals',
  access: 'operator',
  summary: 'Seal the next grants with the first key of TOKEN_KEYS; repeat with `after` until `next` is null',
  description: 'Tokens stay readable all the while. It can be broken off and begun again at any time.',
  body: Type.Object(
    {
      after: Type.Optional(nullable(Place)),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000, default: 500 })),
    },
    { additionalProperties: false },
  ),
  status: 200,
  response: Type.Object({
    keyId: Type.String({ description: 'The key that they are sealed with now' }),
    resealed: Type.Integer(),
    unreadable: Type.Integer({ description: 'Whose key is not held, or that it does not open: left as they are' }),
    next: nullable(Place),
  }),
  problems: ['conflict'],
});
