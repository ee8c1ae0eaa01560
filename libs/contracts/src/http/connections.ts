import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { address, time } from './text-formats';

export const ConnectionState = Type.Union([
  Type.Literal('pending'),
  Type.Literal('active'),
  Type.Literal('needs-reauthorization'),
  Type.Literal('revoked'),
]);

export const Connection = Type.Object(
  {
    connectionId: Uuid,
    connector: Type.Literal('gong'),
    name: Type.String(),
    state: ConnectionState,
    /** Why it needs an admin; null when it does not. */
    stateReason: Type.Union([Type.String(), Type.Null()]),
    apiBaseUrl: Type.Union([address(), Type.Null()]),
    scopes: Type.Array(Type.String()),
    createdAt: time(),
    authorizedAt: Type.Union([time(), Type.Null()]),
    notices: Type.Array(
      Type.Object({
        code: Type.Union([Type.Literal('crm.hubspot'), Type.Literal('crm.mismatch')]),
        message: Type.String(),
      }),
      { description: 'S5: what of the CRM at Gong is ignored, and why; empty when all is well' },
    ),
  },
  { $id: 'Connection' },
);
export type Connection = Static<typeof Connection>;

const params = Type.Object({ connectionId: Uuid });
const authorizeUrl = address('Open it in a browser: sign in at Gong, then Allow');
const of = { owner: 'connector-auth', tag: 'Connections' } as const;

export const createConnection = defineOperation({
  ...of,
  operationId: 'createConnection',
  idempotency: true,
  method: 'POST',
  path: '/api/connections',
  access: 'admin',
  summary: 'Create a connection to Gong and get the address at which to authorise it',
  body: Type.Object(
    {
      connector: Type.Literal('gong'),
      name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    },
    { additionalProperties: false },
  ),
  status: 201,
  response: Type.Object({ connection: Connection, authorizeUrl }),
  problems: ['conflict'],
});

export const listConnections = defineOperation({
  ...of,
  operationId: 'listConnections',
  method: 'GET',
  path: '/api/connections',
  access: 'admin',
  summary: 'List the connections of the tenant',
  status: 200,
  response: Type.Object({ items: Type.Array(Connection) }),
  problems: [],
});

export const getConnection = defineOperation({
  ...of,
  operationId: 'getConnection',
  callers: ['gong-ingest'],
  method: 'GET',
  path: '/api/connections/{connectionId}',
  access: 'admin',
  summary: 'Read a connection',
  params,
  status: 200,
  response: Connection,
  problems: [],
});

export const authorizeConnection = defineOperation({
  ...of,
  operationId: 'authorizeConnection',
  idempotency: true,
  method: 'POST',
  path: '/api/connections/{connectionId}/authorize',
  access: 'admin',
  summary: 'Authorise a connection again; its history stays',
  params,
  status: 200,
  response: Type.Object({ authorizeUrl }),
  problems: ['connection.not-usable'],
});

export const deleteConnection = defineOperation({
  ...of,
  operationId: 'deleteConnection',
  method: 'DELETE',
  path: '/api/connections/{connectionId}',
  access: 'admin',
  summary: 'Delete a connection: its tokens are wiped, its jobs stop, its activities stay',
  params,
  status: 204,
  problems: [],
});

export const completeAuthorization = defineOperation({
  ...of,
  operationId: 'completeAuthorization',
  method: 'GET',
  path: '/api/oauth/gong/callback',
  access: 'admin',
  summary: 'Where Gong sends the admin back to after the consent',
  description: 'The state is bound to the admin who began, works once, and for ten minutes.',
  query: Type.Object(
    {
      state: Type.String({ minLength: 1, maxLength: 200 }),
      code: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
      error: Type.Optional(Type.String({ maxLength: 200 })),
      error_description: Type.Optional(Type.String({ maxLength: 1000 })),
    },
    // RFC 6749, 4.1.2: what else an authorization server adds is ignored.
    { additionalProperties: true },
  ),
  status: 200,
  response: Type.Object({ connection: Connection }),
  problems: ['oauth.state-invalid', 'oauth.refused', 'oauth.code-invalid', 'oauth.other-company', 'gong.unavailable'],
});

/** On the main path: gong-ingest asks for a token that works now. Never offered by the gateway. */
export const lendAccessToken = defineOperation({
  ...of,
  operationId: 'lendAccessToken',
  callers: ['gong-ingest'],
  method: 'POST',
  path: '/internal/connections/{connectionId}/access-token',
  access: 'service',
  summary: 'A usable access token; refreshed before it is lent when it is about to run out',
  params,
  body: Type.Object({
    /** Fingerprint of the token that Gong just refused (401): that one is not lent again. */
    refused: Type.Union([Type.String(), Type.Null()]),
  }),
  status: 200,
  response: Type.Object({
    accessToken: Type.String(),
    fingerprint: Type.String({ description: 'First 16 hex digits of its SHA-256: safe to log' }),
    apiBaseUrl: address(),
    expiresAt: time(),
  }),
  problems: ['connection.not-usable', 'gong.unavailable'],
});
