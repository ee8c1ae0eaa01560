import {
  getDirectorySettings,
  listCompanies,
  listPersons,
  listUsers,
  type ResponseOf,
  saveDirectorySettings,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf } from '@gong-timeline/runtime';
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
  settings(
    @Input() { identity }: InputOf<typeof getDirectorySettings>,
  ): Promise<ResponseOf<typeof getDirectorySettings>> {
    return readDirectorySettings(this.database.within(identity.tenantId), identity.tenantId);
  }

  @Implements(saveDirectorySettings)
  saveSettings(
    @Input() { identity, body, correlationId, traceparent }: InputOf<typeof saveDirectorySettings>,
  ): Promise<ResponseOf<typeof saveDirectorySettings>> {
    return changeSettings(this.database, { tenantId: identity.tenantId, correlationId, traceparent, settings: body });
  }
}

const listOf = (
  operation: string,
  { identity, query }: { readonly identity: { readonly tenantId: string }; readonly query: ListRequest['query'] },
): ListRequest => ({ operation, tenantId: identity.tenantId, query });
