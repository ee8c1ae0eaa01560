import { outboxMigration, outboxTenantsMigration, tenantGateMigration } from '@gong-timeline/persistence';
import { Directory1772000000001 } from './migrations/0001-directory';
import { Calls1772000000002 } from './migrations/0002-calls';
import { CustomFields1772000000003 } from './migrations/0003-custom-fields';
import { GongUsers1772000000004 } from './migrations/0004-gong-users';
import { Imports1772000000005 } from './migrations/0005-imports';
import { TenantIsolation1772000000006 } from './migrations/0006-tenant-isolation';

export const migrations = [
  outboxMigration,
  outboxTenantsMigration,
  tenantGateMigration,
  Directory1772000000001,
  Calls1772000000002,
  CustomFields1772000000003,
  GongUsers1772000000004,
  Imports1772000000005,
  TenantIsolation1772000000006,
];
