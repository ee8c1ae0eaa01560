import { type Connection as AuthorisedConnection, getConnection } from '@gong-timeline/contracts';
import type { Database } from '@gong-timeline/persistence';
import { notFound, type ServiceClient } from '@gong-timeline/runtime';
import { latestSlot } from '../schedule/slots';
import { findConnection } from '../store/connection.store';
import type { Connection } from '../store/connection.table';
import { activateConnections } from '../store/connection-fact.store';
import { defaultSettings } from './default-settings';

interface Asked {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly correlationId: string;
}

/**
 * The connections of an admin's requests. An admin who has just come back from Gong may be faster than the fact that tells
 * of his connection: one that is not known yet is asked for at its owner, and remembered as that fact would have it.
 */
export class KnownConnections {
  constructor(
    private readonly database: Database,
    private readonly connectorAuth: Pick<ServiceClient, 'call'>,
  ) {}

  /** Fails as not found when the tenant has no such connection, or none that was ever authorised. */
  async find(asked: Asked): Promise<Connection> {
    const known = await findConnection(this.database.within(asked.tenantId), asked.tenantId, asked.connectionId);
    if (known !== null) return known;
    const authorised = await this.connectorAuth.call(getConnection, {
      tenantId: asked.tenantId,
      params: { connectionId: asked.connectionId },
      correlationId: asked.correlationId,
    });
    if (authorised.state === 'active') await this.remember(asked.tenantId, authorised);
    const found = await findConnection(this.database.within(asked.tenantId), asked.tenantId, asked.connectionId);
    if (found === null) throw notFound('connection that is authorised');
    return found;
  }

  private async remember(tenantId: string, connection: AuthorisedConnection): Promise<void> {
    const { connectionId, name, apiBaseUrl, authorizedAt } = connection;
    if (apiBaseUrl === null || authorizedAt === null) return;
    await this.database.within(tenantId).transaction(async (tx) => {
      const settings = defaultSettings();
      await activateConnections(tx, [{ tenantId, connectionId, name, apiBase: apiBaseUrl, at: authorizedAt }], {
        settings,
        lastSlotAt: latestSlot(tx.now, settings.intervalHours),
      });
    });
  }
}
