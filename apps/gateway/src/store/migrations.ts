import { idempotencyMigration, type MigrationClass } from '@gong-timeline/persistence';
import { TenantsAndTokens1763800000001 } from './migrations/0001-tenants-and-tokens';
import { MembersAndSessions1763900000002 } from './migrations/0002-members-and-sessions';
import { TenantIsolation1764000000003 } from './migrations/0003-tenant-isolation';

export const SCHEMA = 'gateway';

/** In the order in which they run. Append; never edit one that has landed. */
export const migrations: readonly MigrationClass[] = [
  idempotencyMigration,
  TenantsAndTokens1763800000001,
  MembersAndSessions1763900000002,
  TenantIsolation1764000000003,
];
