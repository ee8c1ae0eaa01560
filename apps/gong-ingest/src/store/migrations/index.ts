import {
  type MigrationClass,
  idempotencyMigration,
  outboxMigration,
  outboxTenantsMigration,
  tenantGateMigration,
} from '@gong-timeline/persistence';
import { Sync1763800000001 } from './0001-sync';
import { ToldUsers1763800000002 } from './0002-told-users';
import { RetriesByHand1763800000003 } from './0003-retries-by-hand';
import { CrmsSeen1763800000004 } from './0004-crms-seen';
import { DueRetries1763800000005 } from './0005-due-retries';
import { TenantIsolation1763800000006 } from './0006-tenant-isolation';

export const SCHEMA = 'gong_ingest';

/** In the order in which they run. Never edited once landed. */
export const migrations: readonly MigrationClass[] = [
  outboxMigration,
  outboxTenantsMigration,
  idempotencyMigration,
  tenantGateMigration,
  Sync1763800000001,
  ToldUsers1763800000002,
  RetriesByHand1763800000003,
  CrmsSeen1763800000004,
  DueRetries1763800000005,
  TenantIsolation1763800000006,
];
