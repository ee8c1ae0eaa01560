import { parseArgs } from 'node:util';
import { ALL_TENANTS, listTenants, revokeGrants, revokeTenantAccess } from '@gong-timeline/contracts';
import { operatorClient } from '../keys/operator-client';

const USAGE = `Usage: npm run revoke-all -- --tenant <tenant> --yes
       npm run revoke-all -- --all-tenants --yes
Ends all API tokens, sessions and open invitations, and wipes all tokens of Gong. Nobody has access after it: the
operator makes new admins (POST /api/tenants/{tenantId}/admins), who authorise their connections again.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      tenant: { type: 'string' },
      'all-tenants': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
  });
  const { tenant } = values;
  if ((tenant === undefined) === !values['all-tenants'] || !values.yes) throw new Error(USAGE);

  const client = operatorClient(process.env);
  // Access first: who got in cannot authorise a connection again behind our back.
  const tenants = tenant === undefined ? (await client.call(listTenants)).items.map((item) => item.tenantId) : [tenant];
  for (const tenantId of tenants) {
    const { tokens, sessions, invitations } = await client.call(revokeTenantAccess, {
      params: { tenantId },
      body: { confirm: tenantId },
    });
    say(`${tenantId}: ${tokens} API tokens, ${sessions} sessions and ${invitations} invitations ended`);
  }
  const wiped = await client.call(revokeGrants, {
    body: { tenantId: tenant ?? null, confirm: tenant ?? ALL_TENANTS },
  });
  say(`${wiped.grants} grants of Gong wiped, of ${wiped.tenants} tenants`);
  say('Gong itself still lists them: an admin of each Gong company removes the app there.');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
