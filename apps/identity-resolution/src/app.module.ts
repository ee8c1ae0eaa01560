import { defineService } from '@gong-timeline/runtime';
import { Module } from '@nestjs/common';
import { config } from './config';
import { CustomFieldsApi } from './custom-fields.api';
import { DirectoryApi } from './directory.api';
import { DirectoryImportApi } from './directory-import.api';
import { FiltersApi } from './filters.api';
import { GongUsersApi } from './gong-users/gong-users.api';
import { ImportsApi } from './imports.api';
import { PurgeImports } from './import/purge-imports';
import { directoryRpcs } from './rpc/directory-rpcs';
import { migrations } from './store/migrations';
import { subscriptions } from './subscriptions';

@Module({
  controllers: [DirectoryApi, DirectoryImportApi, ImportsApi, CustomFieldsApi, GongUsersApi, FiltersApi],
  providers: [PurgeImports],
})
export class AppModule {}

export const service = defineService({
  name: 'identity-resolution',
  config,
  schema: 'identity_resolution',
  migrations,
  subscriptions,
  // Under another name it would read all retained calls again: harmless, since revisions seen are ignored.
  consumerGroup: 'identity-resolution',
  module: AppModule,
  grpc: directoryRpcs,
});
