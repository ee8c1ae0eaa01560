import {
  type MigrationClass,
  idempotencyMigration,
  outboxMigration,
  outboxTenantsMigration,
  tenantGateMigration,
} from '@gong-timeline/persistence';
import { Connections1767225600001 } from './migrations/0001-connections';
import { Crms1767225600002 } from './migrations/0002-crms';
import { KeysAndUses1767225600003 } from './migrations/0003-keys-and-uses';
import { TenantIsolation1767225600004 } from './migrations/0004-tenant-isolation';

export const SCHEMA = 'connector_auth';

/** In the order in which they run. Append; never edit one that has landed. */
export const migrations: readonly MigrationClass[] = [
  outboxMigration,
  outboxTenantsMigration,
  idempotencyMigration,
  tenantGateMigration,
  Connections1767225600001,
  Crms1767225600002,
  KeysAndUses1767225600003,
  TenantIsolation1767225600004,
];
