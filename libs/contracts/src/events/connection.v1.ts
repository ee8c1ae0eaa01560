import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { exampleHead } from './examples';
import { Uuid } from './gong-call';

const ConnectionActivatedData = Type.Object({
  connectionId: Uuid,
  name: Type.String(),
  /** Gong's API base address for this customer, as its token answer gave it. Gong's limits count per this (S11). */
  apiBaseUrl: Type.String(),
  scopes: Type.Array(Type.String()),
});
export type ConnectionActivatedData = Static<typeof ConnectionActivatedData>;

export const connectionActivated = defineEvent({
  type: 'connector-auth.connection-activated.v1',
  topic: 'gong.connections.v1',
  summary: 'An admin authorised a connection, or authorised it again.',
  toldBy: ['connector-auth'],
  heardBy: ['gong-ingest', 'identity-resolution'],
  schema: ConnectionActivatedData,
  subject: (data) => data.connectionId,
  example: {
    connectionId: exampleHead.connectionId,
    name: 'Acme Gong',
    apiBaseUrl: 'https://us-40112.api.gong.io',
    scopes: ['api:calls:read:extensive', 'api:users:read'],
  },
});

const ConnectionLostData = Type.Object({ connectionId: Uuid, name: Type.String(), reason: Type.String() });
export type ConnectionLostData = Static<typeof ConnectionLostData>;
const lost = { connectionId: exampleHead.connectionId, name: 'Acme Gong' };

export const connectionNeedsReauthorization = defineEvent({
  type: 'connector-auth.connection-needs-reauthorization.v1',
  topic: 'gong.connections.v1',
  summary: 'Gong no longer takes the tokens of a connection: an admin must authorise it again.',
  toldBy: ['connector-auth'],
  heardBy: ['gong-ingest'],
  schema: ConnectionLostData,
  subject: (data) => data.connectionId,
  example: { ...lost, reason: 'Gong answered: Token has been expired or revoked.' },
});

export const connectionRevoked = defineEvent({
  type: 'connector-auth.connection-revoked.v1',
  topic: 'gong.connections.v1',
  summary: 'An admin deleted a connection: its tokens are wiped and its jobs stop.',
  toldBy: ['connector-auth'],
  heardBy: ['gong-ingest', 'identity-resolution'],
  schema: ConnectionLostData,
  subject: (data) => data.connectionId,
  example: { ...lost, reason: 'Deleted by an admin.' },
});
