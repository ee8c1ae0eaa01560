import {
  idempotencyMigration,
  type MigrationClass,
  outboxMigration,
  outboxTenantsMigration,
  tenantGateMigration,
} from '@gong-timeline/persistence';
import { TenantsAndTokens1763800000001 } from './migrations/0001-tenants-and-tokens';
import { MembersAndSessions1763900000002 } from './migrations/0002-members-and-sessions';
import { TenantIsolation1764000000003 } from './migrations/0003-tenant-isolation';
import { TenantLifecycle1764000000004 } from './migrations/0004-tenant-lifecycle';

export const SCHEMA = 'gateway';

/** In the order in which they run. Append; never edit one that has landed. */
export const migrations: readonly MigrationClass[] = [
  outboxMigration,
  outboxTenantsMigration,
  idempotencyMigration,
  tenantGateMigration,
  TenantsAndTokens1763800000001,
  MembersAndSessions1763900000002,
  TenantIsolation1764000000003,
  TenantLifecycle1764000000004,
];
