import {
  idempotencyMigration,
  type MigrationClass,
  outboxMigration,
  outboxTenantsMigration,
  tenantGateMigration,
} from '@gong-timeline/persistence';
import { JobsAndOutcomes1772000000001 } from './0001-jobs-and-outcomes';
import { ReplacedOutcomes1772000000002 } from './0002-replaced-outcomes';
import { LostOutcomes1772000000003 } from './0003-lost-outcomes';
import { WantedRetries1772000000004 } from './0004-wanted-retries';
import { TenantIsolation1772000000005 } from './0005-tenant-isolation';
import { AuditEntries1772000000006 } from './0006-audit-entries';
import { UnplacedCalls1772000000007 } from './0007-unplaced-calls';
import { JobsOfConnection1772000000008 } from './0008-jobs-of-connection';

export const SCHEMA = 'execution_log';

/** Those of its own tables alone: a service that has the outbox wants a broker. */
export const ownMigrations: readonly MigrationClass[] = [
  JobsAndOutcomes1772000000001,
  ReplacedOutcomes1772000000002,
  LostOutcomes1772000000003,
  WantedRetries1772000000004,
  TenantIsolation1772000000005,
  AuditEntries1772000000006,
  UnplacedCalls1772000000007,
  JobsOfConnection1772000000008,
];

/** In the order in which they run. Never edited once landed. */
export const migrations: readonly MigrationClass[] = [
  outboxMigration,
  outboxTenantsMigration,
  idempotencyMigration,
  tenantGateMigration,
  ...ownMigrations,
];
