import { parseArgs } from 'node:util';
import { operatorClient } from '../keys/operator-client';
import { revokeAll } from './revoke-all';

const USAGE = `Usage: npm run revoke-all -- --tenant <tenant> --yes
       npm run revoke-all -- --all-tenants --yes
Ends all API tokens, sessions and open invitations, and wipes all tokens of Gong. Nobody has access after it: the
operator makes new admins (POST /api/tenants/{tenantId}/admins), who authorise their connections again.`;

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
  await revokeAll(operatorClient(process.env), tenant ?? null, (line) => void process.stdout.write(`${line}\n`));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
