import type { TenantDatabase } from '@gong-timeline/persistence';

/** Whose rows it found or wrote; or that row level security refused it, or that the application may not do it at all. */
export type Outcome = readonly string[] | 'refused' | 'not granted';

class Undone extends Error {}

/** Does the statement, sees what comes of it, and undoes it. It returns the tenant of each row as `tenant`. */
export async function attempt(reach: Pick<TenantDatabase, 'transaction'>, statement: string): Promise<Outcome> {
  let tenants: readonly string[] = [];
  try {
    await reach.transaction(async (tx) => {
      tenants = (await tx.query<{ tenant: string }>(statement)).map(({ tenant }) => tenant).sort();
      throw new Undone();
    });
  } catch (error) {
    if (error instanceof Undone) return tenants;
    const { message } = error as Error;
    if (message.includes('row-level security')) return 'refused';
    if (message.includes('permission denied')) return 'not granted';
    throw error;
  }
  return tenants;
}
