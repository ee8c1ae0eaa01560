import type { Transaction } from '@gong-timeline/persistence';

/**
 * Calls are decided while their tenant's directory is held still, and a change of it waits for them. Without this a call
 * could miss a row that is just being imported, while the import misses the call that is just beginning to wait for it:
 * it would wait for ever (S28). Taken before the directory is read, and by its own statement: a later one sees what was
 * committed while this one waited.
 */
export const holdDirectories = async (tx: Transaction, tenantIds: readonly string[]): Promise<void> => {
  await lock(tx, 'pg_advisory_xact_lock_shared', DIRECTORY, tenantIds);
};

export const changeDirectory = (tx: Transaction, tenantId: string): Promise<void> => changeDirectories(tx, [tenantId]);

export const changeDirectories = async (tx: Transaction, tenantIds: readonly string[]): Promise<void> => {
  await lock(tx, 'pg_advisory_xact_lock', DIRECTORY, tenantIds);
};

/** One at a time creates Users for a tenant's calls: never two for one owner, also when only an alias is shared (S24). */
export const createUsersAlone = async (tx: Transaction, tenantIds: readonly string[]): Promise<void> => {
  await lock(tx, 'pg_advisory_xact_lock', NEW_USERS, tenantIds);
};

/**
 * Of tenants whose calls begin to wait for an Author nobody creates Users meanwhile: none waits for whom another batch is
 * just creating (S28). Of those for whom this batch creates some, it does so alone.
 */
export const holdUsers = async (
  tx: Transaction,
  { creating, waiting }: { readonly creating: readonly string[]; readonly waiting: readonly string[] },
): Promise<void> => {
  for (const tenantId of [...new Set([...creating, ...waiting])].sort()) {
    const how = creating.includes(tenantId) ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
    await lock(tx, how, NEW_USERS, [tenantId]);
  }
};

const DIRECTORY = 'directory of ';
const NEW_USERS = 'new users of ';

/** In one order everywhere, so that two batches of the same tenants cannot block each other. */
const lock = (tx: Transaction, how: string, what: string, tenantIds: readonly string[]): Promise<unknown> =>
  tx.query(`SELECT ${how}(hashtextextended($1 || id, 0)) FROM unnest($2::text[]) AS id`, [
    what,
    [...new Set(tenantIds)].sort(),
  ]);
