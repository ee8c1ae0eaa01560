import type { Database, TenantDatabase } from '@gong-timeline/persistence';
import type { Request } from 'express';
import { hashSecret } from '../access/random-secret';
import type { SignInSettings } from '../settings/sign-in-settings';
import { findTenantOfSession } from '../store/session.store';
import { readCookie, sessionCookie } from './session-cookie';

/**
 * The tenant that a person signs in to and, when the browser comes with a session of another tenant, that one too: a
 * sign-in ends it (`openSession`).
 */
export const reachOfSignIn = async (
  database: Database,
  tenantId: string,
  { settings, request }: { readonly settings: SignInSettings; readonly request: Pick<Request, 'headers'> },
): Promise<TenantDatabase> => {
  const earlier = readCookie(sessionCookie(settings.publicUrl), request.headers);
  // Across tenants: only the cookie says whose it is.
  const other = earlier === null ? null : await findTenantOfSession(database.acrossTenants(), hashSecret(earlier));
  return database.within(other === null ? tenantId : [tenantId, other]);
};
