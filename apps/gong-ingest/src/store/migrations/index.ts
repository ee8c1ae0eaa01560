import { type MigrationClass, outboxMigration } from '@gong-timeline/persistence';
import { Sync1763800000001 } from './0001-sync';

export const SCHEMA = 'gong_ingest';

/** In the order in which they run. Never edited once landed. */
export const migrations: readonly MigrationClass[] = [outboxMigration, Sync1763800000001];
