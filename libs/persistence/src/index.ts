export type { Clock } from './clock';
export { systemClock } from './clock';
export type { DatabaseOptions } from './database';
export { Database } from './database';
export type { DatabaseErrorKind } from './database-error';
export { classifyDatabaseError } from './database-error';
export { EXEMPT } from './exempt';
export { AttemptTakenOver, fenced } from './idempotency/commit-fence';
export { Idempotency1000000000004 as idempotencyMigration } from './idempotency/store/idempotency-migration';
export type { RememberedRequest, RequestKey } from './idempotency/store/idempotent-requests';
export {
  claimRequest,
  findRequest,
  forgetExpired,
  keepAnswer,
  letGo,
  takeOver,
} from './idempotency/store/idempotent-requests';
export type { MigrateOptions, MigrationClass } from './migrate';
export { migrate } from './migrate';
export { postMessage } from './open-transaction';
export { faultOf, MalformedFactError } from './outbox/check-fact';
export type { HeaderValue, OutboxMessage } from './outbox/outbox-message';
export { NOBODY } from './outbox/outbox-message';
export { SHARD_COUNT, shardOf } from './outbox/shard-of';
export type { HeldKey } from './outbox/store/held-keys';
export { heldKeys, holdKey, releaseKey } from './outbox/store/held-keys';
export type { Look, NextMessages, QueuedMessage } from './outbox/store/next-messages';
export { nextMessages } from './outbox/store/next-messages';
export { outboxAgeSeconds } from './outbox/store/outbox-age';
export { Outbox1000000000001 as outboxMigration } from './outbox/store/outbox-migration';
export { OutboxTenants1000000000002 as outboxTenantsMigration } from './outbox/store/outbox-tenants-migration';
export type { OutboxEntry } from './outbox/store/read-outbox';
export { readOutbox } from './outbox/store/read-outbox';
export type { LeaseTerms, Shards } from './outbox/store/relay-lease';
export { releaseShards, takeShards } from './outbox/store/relay-lease';
export type { Reach } from './reach';
export { isolateTenants, undoIsolation } from './reach';
export type { Reader, TenantDatabase, TimeLeft, TransactionOptions } from './tenant-database';
export { appendOnly } from './tenants/store/append-only';
export type { GateState } from './tenants/store/bar-tenant';
export { setTenantState } from './tenants/store/bar-tenant';
export { TenantGate1000000000003 as tenantGateMigration } from './tenants/store/tenant-gate-migration';
export type { TableRemains } from './tenants/store/tenant-remains';
export { isWiped, tenantRemains, tenantsToWipe } from './tenants/store/tenant-remains';
export { wipeTenant } from './tenants/store/wipe-tenant';
export { TenantGoneError } from './tenants/tenant-gone';
export type { Transaction } from './transaction';
