import {
  authorizeConnection,
  createConnection,
  deleteConnection,
  getConnection,
  listConnections,
  type ResponseOf,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, notFound } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { askedBy } from './connecting/asked';
import { authorizeAgain } from './connecting/begin-authorization';
import { createConnection as create } from './connecting/create-connection';
import { deleteConnection as remove } from './connecting/delete-connection';
import { SETTINGS, type Settings } from './settings';
import { readConnection, readConnections } from './store/connection.store';

@Controller()
export class ConnectionsApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Implements(createConnection)
  create(@Input() input: InputOf<typeof createConnection>): Promise<ResponseOf<typeof createConnection>> {
    return create(this.database, this.settings.app, { ...askedBy(input), name: input.body.name });
  }

  @Implements(listConnections)
  async list(@Input() input: InputOf<typeof listConnections>): Promise<ResponseOf<typeof listConnections>> {
    const { tenantId } = input.identity;
    return { items: await readConnections(this.database.within(tenantId), tenantId) };
  }

  @Implements(getConnection)
  async get(@Input() input: InputOf<typeof getConnection>): Promise<ResponseOf<typeof getConnection>> {
    const { tenantId } = input.identity;
    const key = { tenantId, connectionId: input.params.connectionId };
    const connection = await readConnection(this.database.within(tenantId), key);
    if (connection === null) throw notFound('connection');
    return connection;
  }

  @Implements(authorizeConnection)
  async authorize(
    @Input() input: InputOf<typeof authorizeConnection>,
  ): Promise<ResponseOf<typeof authorizeConnection>> {
    const asked = { ...askedBy(input), connectionId: input.params.connectionId };
    return { authorizeUrl: await authorizeAgain(this.database, this.settings.app, asked) };
  }

  @Implements(deleteConnection)
  delete(@Input() input: InputOf<typeof deleteConnection>): Promise<void> {
    return remove(this.database, { ...askedBy(input), connectionId: input.params.connectionId });
  }
}
