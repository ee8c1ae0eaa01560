import { type Connection, connectionActivated } from '@gong-timeline/contracts';
import type { Database, TenantDatabase, Transaction } from '@gong-timeline/persistence';
import { ProblemError, recordAudit } from '@gong-timeline/runtime';
import { type AdmittedGrant, admitGrant, type GongApp } from '../oauth/admit-grant';
import { hashOfState, refusalOfState } from '../oauth/authorization-state';
import type { GongOAuthClient } from '../oauth/gong-oauth-client';
import { sealPair } from '../sealing/seal-pair';
import type { TokenKeys } from '../sealing/token-keys';
import { lockState, markStateUsed, stateStands } from '../store/authorization-state.store';
import { activateConnection, type ConnectionKey, lockConnection, saveConnectionState } from '../store/connection.store';
import { putPair } from '../store/grant.store';
import { type Asked, auditedOf } from './asked';
import { mayBecome } from './connection-state';
import { sameCompany } from './same-company';
import { refusedByGong, refusedConsent, type Refusal } from './refusals';

export interface CompletingParts {
  readonly database: Database;
  readonly app: GongApp;
  readonly client: Pick<GongOAuthClient, 'exchangeCode'>;
  readonly keys: TokenKeys;
}

export interface Callback extends Asked {
  readonly state: string;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

/**
 * What Gong sent the admin back with becomes an active connection, or leaves it as it was (S3). The state is used up
 * first, in a transaction of its own: whatever happens after it, it works once. The network is outside of transactions.
 */
export async function completeAuthorization(parts: CompletingParts, callback: Callback): Promise<Connection> {
  const { app, client, keys } = parts;
  const { tenantId, code, error } = callback;
  const database = parts.database.within(tenantId);
  if (code === undefined && error === undefined) {
    const errors = [{ field: 'query.code', message: 'is missing, and so is query.error; expected one of them' }];
    throw new ProblemError('request.invalid', 'Gong sent neither a code nor an error.', errors);
  }
  const key = { tenantId, connectionId: await database.transaction((tx) => takeState(tx, callback)) };
  if (code === undefined || error !== undefined)
    throw await refuse(database, key, callback, refusedConsent(error ?? ''));

  const result = await client.exchangeCode(code);
  if (result.kind !== 'granted') throw await refuse(database, key, callback, refusedByGong(result));
  const admission = admitGrant(app, result.grant);
  if ('refusal' in admission) throw await refuse(database, key, callback, admission.refusal);
  return database.transaction((tx) => activate(tx, keys, key, admission.admitted, callback));
}

async function takeState(tx: Transaction, { tenantId, actorId, state }: Callback): Promise<string> {
  const stateHash = hashOfState(state);
  const stored = await lockState(tx, tenantId, stateHash);
  const refusal = refusalOfState(stored, actorId, tx.now);
  if (stored === undefined || refusal !== null) throw new ProblemError('oauth.state-invalid', refusal ?? '');
  await markStateUsed(tx, tenantId, stateHash);
  return stored.connectionId;
}

/** A connection that is still pending says why; one that works, or worked, is left alone. */
async function refuse(
  database: TenantDatabase,
  key: ConnectionKey,
  asked: Asked,
  { code, words }: Refusal,
): Promise<ProblemError> {
  await database.transaction(async (tx) => {
    const connection = await lockConnection(tx, key);
    if (connection?.state === 'pending') await saveConnectionState(tx, key, { state: 'pending', stateReason: words });
    recordAudit(tx, auditedOf(asked), {
      action: 'connection.refused',
      object: { kind: 'connection', id: key.connectionId, name: connection?.name ?? null },
      after: { why: words },
    });
  });
  return new ProblemError(code, words);
}

async function activate(
  tx: Transaction,
  keys: TokenKeys,
  key: ConnectionKey,
  grant: AdmittedGrant,
  callback: Callback,
): Promise<Connection> {
  const { tenantId, actorId, state, correlationId, traceparent } = callback;
  // In the order of who revokes all grants: first the states, then the connections.
  const stands = await stateStands(tx, tenantId, hashOfState(state));
  const before = await lockConnection(tx, key);
  if (before === null || !mayBecome(before.state, 'active')) {
    throw new ProblemError('oauth.state-invalid', 'The connection was deleted while it was authorized.');
  }
  if (!stands) {
    throw new ProblemError('oauth.state-invalid', 'All grants were revoked meanwhile. Authorize the connection again.');
  }
  const company = sameCompany(before, grant);
  // Rolls this transaction back: whatever worked, or did not, goes on as it was.
  if ('refusal' in company) throw new ProblemError('oauth.other-company', company.refusal);
  const { apiBaseUrl } = company;
  const { scopes } = grant;
  await putPair(tx, key, sealPair(keys, key, grant, tx.now));
  const consent = { scopes, authorizedAt: tx.now, authorizedBy: actorId };
  const connection = await activateConnection(tx, key, { apiBaseUrl, consent });
  tx.tell(connectionActivated, {
    tenantId,
    correlationId,
    causationId: null,
    traceparent,
    data: { connectionId: key.connectionId, name: connection.name, apiBaseUrl, scopes: [...scopes] },
  });
  recordAudit(tx, auditedOf(callback), {
    action: 'connection.authorized',
    object: { kind: 'connection', id: key.connectionId, name: connection.name },
    before: { state: before.state },
    after: { state: 'active', apiBaseUrl, scopes },
  });
  return connection;
}
