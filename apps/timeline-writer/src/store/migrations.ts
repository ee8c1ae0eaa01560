import {
  idempotencyMigration,
  type MigrationClass,
  outboxMigration,
  outboxTenantsMigration,
  tenantGateMigration,
} from '@gong-timeline/persistence';
import { Activities1772000000001 } from './migrations/0001-activities';
import { NamesOfActivityTypes1772000000002 } from './migrations/0002-names-of-activity-types';
import { TenantIsolation1772000000003 } from './migrations/0003-tenant-isolation';
import { Changes1772000000004 } from './migrations/0004-changes';

export const SCHEMA = 'timeline_writer';

/** In the order in which they run. Append; never edit one that has landed. */
export const ownMigrations: readonly MigrationClass[] = [
  Activities1772000000001,
  NamesOfActivityTypes1772000000002,
  TenantIsolation1772000000003,
  Changes1772000000004,
];

export const migrations: readonly MigrationClass[] = [
  outboxMigration,
  outboxTenantsMigration,
  idempotencyMigration,
  tenantGateMigration,
  ...ownMigrations,
];
