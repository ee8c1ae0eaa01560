import { ALL_TENANTS, listTenants, revokeGrants, revokeTenantAccess } from '@gong-timeline/contracts';
import type { GatewayClient } from '../demo/gateway-client';

/**
 * Ends all access and wipes all grants, of one tenant or of all of them (null). Access first: who got in cannot
 * authorise a connection again behind our back.
 */
export async function revokeAll(
  client: Pick<GatewayClient, 'call'>,
  tenant: string | null,
  say: (line: string) => void,
): Promise<void> {
  const tenants = tenant === null ? (await client.call(listTenants)).items.map((item) => item.tenantId) : [tenant];
  for (const tenantId of tenants) {
    const ended = await client.call(revokeTenantAccess, { params: { tenantId }, body: { confirm: tenantId } });
    const { tokens, sessions, invitations } = ended;
    say(`${tenantId}: ${tokens} API tokens, ${sessions} sessions and ${invitations} invitations ended`);
  }
  const body = { tenantId: tenant, confirm: tenant ?? ALL_TENANTS };
  const { grants, tenants: wiped } = await client.call(revokeGrants, { body });
  say(`${grants} grants of Gong wiped, in ${wiped} ${wiped === 1 ? 'tenant' : 'tenants'}`);
  say('Gong itself still lists them: an admin of each Gong company removes the app there.');
}
