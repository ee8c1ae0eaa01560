import { INSTALLATION } from '@gong-timeline/contracts';
import type { Database } from '@gong-timeline/persistence';
import { type Audited, ProblemError, recordAudit } from '@gong-timeline/runtime';
import { findTenantState } from '../store/tenant.store';

/** What says something of who tried; anything else is a fault of ours, of the provider or of the way. */
const OF_THE_PERSON: ReadonlySet<string> = new Set(['sign-in.failed', 'sign-in.not-allowed', 'tenant.suspended']);

/**
 * A sign-in by the provider that was refused, for the audit log: of the tenant that it was to, when there is one, else
 * of the installation. Not who it was, for the provider's word was not believed, and nothing of the link.
 */
export const recordRefusal = async (
  database: Database,
  by: Audited,
  error: unknown,
  tried: { readonly tenantId: string | null; readonly provider: string },
): Promise<void> => {
  if (!(error instanceof ProblemError) || !OF_THE_PERSON.has(error.code)) return;
  const wanted = tried.tenantId;
  const isThere = wanted !== null && (await findTenantState(database.within(wanted), wanted)) !== null;
  const tenantId = isThere ? wanted : INSTALLATION;
  await database.within(tenantId).transaction(async (tx) =>
    recordAudit(
      tx,
      { ...by, identity: { ...by.identity, tenantId } },
      {
        action: 'session.sign-in-failed',
        object: { kind: 'member', id: 'unknown' },
        after: { by: tried.provider, why: error.code },
      },
    ),
  );
};
