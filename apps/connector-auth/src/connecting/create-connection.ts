import { randomUUID } from 'node:crypto';
import type { Connection } from '@gong-timeline/contracts';
import type { Database } from '@gong-timeline/persistence';
import { ProblemError, recordAudit } from '@gong-timeline/runtime';
import type { GongApp } from '../oauth/admit-grant';
import { insertConnection } from '../store/connection.store';
import { type Asked, auditedOf } from './asked';
import { newAuthorizeUrl } from './begin-authorization';

/** S1: a pending connection, and where to authorise it. Nobody else hears of it before it is active. */
export function createConnection(
  database: Database,
  app: GongApp,
  asked: Asked & { readonly name: string },
): Promise<{ connection: Connection; authorizeUrl: string }> {
  const { tenantId, actorId, name } = asked;
  return database.within(tenantId).transaction(async (tx) => {
    const key = { tenantId, connectionId: randomUUID() };
    const connection = await insertConnection(tx, { ...key, name: name.trim(), actorId });
    if (connection === null) {
      const detail = `A connection named "${name.trim()}" is there already. Choose another name.`;
      throw new ProblemError('conflict', detail, [{ field: 'body.name', message: 'is taken' }]);
    }
    recordAudit(tx, auditedOf(asked), {
      action: 'connection.created',
      object: { kind: 'connection', id: key.connectionId, name: connection.name },
    });
    return { connection, authorizeUrl: await newAuthorizeUrl(tx, app, key, actorId) };
  });
}
