import { randomBytes } from 'node:crypto';
import type { Database, Transaction } from '@gong-timeline/persistence';
import { notFound, ProblemError } from '@gong-timeline/runtime';
import type { GongApp } from '../oauth/admit-grant';
import { hashOfState, newState } from '../oauth/authorization-state';
import { authorizeUrl } from '../oauth/authorize-url';
import { insertState } from '../store/authorization-state.store';
import { type ConnectionKey, lockConnection } from '../store/connection.store';
import type { Asked } from './asked';
import { mayBecome, whyNotUsable } from './connection-state';

/** The address of Gong's consent for this connection. It works once, for ten minutes, and for this admin only (S3). */
export async function newAuthorizeUrl(
  tx: Transaction,
  app: GongApp,
  key: ConnectionKey,
  actorId: string,
): Promise<string> {
  const state = newState(randomBytes);
  await insertState(tx, key, { stateHash: hashOfState(state), actorId });
  const { authorizePage, clientId, redirectUri, scopes } = app;
  return authorizeUrl({ page: authorizePage, clientId, redirectUri, scopes, state });
}

/** Authorising again: the connection stays as it is until Gong's consent is complete. */
export function authorizeAgain(
  database: Database,
  app: GongApp,
  { tenantId, actorId, connectionId }: Asked & ConnectionKey,
): Promise<string> {
  return database.within(tenantId).transaction(async (tx) => {
    const key = { tenantId, connectionId };
    const connection = await lockConnection(tx, key);
    if (connection === null) throw notFound('connection');
    if (!mayBecome(connection.state, 'active')) {
      throw new ProblemError('connection.not-usable', whyNotUsable(connection) ?? connection.state);
    }
    return newAuthorizeUrl(tx, app, key, actorId);
  });
}
