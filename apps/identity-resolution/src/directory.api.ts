import {
  getDirectorySettings,
  listCompanies,
  listPersons,
  listUsers,
  type ResponseOf,
  saveDirectorySettings,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { entityTag, Implements, Input, type InputOf, changesOf, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { changeSettings } from './directory/change-settings';
import { type ListRequest, listPage } from './directory/list-page';
import { readDirectorySettings } from './store/directory-settings';
import { listCompanyEntries, listPersonEntries, listUserEntries } from './store/list-entries';

@Controller()
export class DirectoryApi {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Implements(listCompanies)
  companies(@Input() input: InputOf<typeof listCompanies>): Promise<ResponseOf<typeof listCompanies>> {
    return listPage(listOf('listCompanies', input), (list) =>
      listCompanyEntries(this.database.within(list.tenantId), list),
    );
  }

  @Implements(listPersons)
  persons(@Input() input: InputOf<typeof listPersons>): Promise<ResponseOf<typeof listPersons>> {
    return listPage(listOf('listPersons', input), (list) =>
      listPersonEntries(this.database.within(list.tenantId), list),
    );
  }

  @Implements(listUsers)
  users(@Input() input: InputOf<typeof listUsers>): Promise<ResponseOf<typeof listUsers>> {
    return listPage(listOf('listUsers', input), (list) => listUserEntries(this.database.within(list.tenantId), list));
  }

  @Implements(getDirectorySettings)
  async settings(
    @Input() { identity, response }: InputOf<typeof getDirectorySettings>,
  ): Promise<ResponseOf<typeof getDirectorySettings>> {
    const settings = await readDirectorySettings(this.database.within(identity.tenantId), identity.tenantId);
    response.set('etag', entityTag(settings));
    return settings;
  }

  @Implements(saveDirectorySettings)
  async saveSettings(
    @Input() input: InputOf<typeof saveDirectorySettings>,
  ): Promise<ResponseOf<typeof saveDirectorySettings>> {
    const { identity, body, ifMatch, response, correlationId, traceparent } = input;
    const object = { kind: 'directory-settings', id: identity.tenantId };
    const change = { tenantId: identity.tenantId, correlationId, traceparent, ifMatch, settings: body };
    const settings = await changeSettings(this.database, change, (tx, before) =>
      recordAudit(tx, input, { action: 'directory-settings.saved', object, ...changesOf(before, body) }),
    );
    response.set('etag', entityTag(settings));
    return settings;
  }
}

const listOf = (
  operation: string,
  { identity, query }: { readonly identity: { readonly tenantId: string }; readonly query: ListRequest['query'] },
): ListRequest => ({ operation, tenantId: identity.tenantId, query });
