import { checkRetry, type ResponseOf } from '@gong-timeline/contracts';
import { Implements, Input, type InputOf } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { KnownConnections } from './settings/known-connections';
import { mustBeActive, mustBeOn } from './settings/start-run';

/** What execution-log asks before it takes a retry by hand on (S28). */
@Controller()
export class RetriesApi {
  constructor(@Inject(KnownConnections) private readonly connections: KnownConnections) {}

  @Implements(checkRetry)
  async check(@Input() input: InputOf<typeof checkRetry>): Promise<ResponseOf<typeof checkRetry>> {
    const { identity, params, correlationId } = input;
    const asked = { tenantId: identity.tenantId, connectionId: params.connectionId, correlationId };
    const connection = await this.connections.find(asked);
    mustBeActive(connection);
    mustBeOn(connection);
    return { connectionName: connection.name };
  }
}
