import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { createTenant, getTenantRemains, listTenants, resumeTenant, suspendTenant } from '@gong-timeline/contracts';
import { operatorClient } from '../keys/operator-client';
import { describeRemains } from './describe-remains';
import { wipe } from './wipe';

const USAGE = `Usage: npm run tenants -- list
       npm run tenants -- create  <id> --name <name>
       npm run tenants -- suspend <id>     nobody of it signs in or calls, nothing is read at Gong; nothing is lost
       npm run tenants -- resume  <id>
       npm run tenants -- wipe    <id>     asks for the id again, or takes it from --confirm <id>; cannot be undone
       npm run tenants -- left    <id>     how many rows and messages of it there are, table by table, topic by topic`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' }, confirm: { type: 'string' } },
  });
  const [verb, tenantId = ''] = positionals;
  if (verb === undefined || (verb !== 'list' && tenantId === '')) throw new Error(USAGE);
  const client = operatorClient(process.env);
  const params = { tenantId };
  switch (verb) {
    case 'list':
      for (const { tenantId: id, state, name } of (await client.call(listTenants)).items)
        say(`${id.padEnd(40)} ${state.padEnd(10)} ${name}`);
      return;
    case 'create': {
      const { state, name } = await client.call(createTenant, { body: { tenantId, name: values.name ?? tenantId } });
      return say(`${tenantId} is ${state}: ${name}`);
    }
    case 'suspend':
      return say(`${tenantId} is ${(await client.call(suspendTenant, { params })).state}`);
    case 'resume':
      return say(`${tenantId} is ${(await client.call(resumeTenant, { params })).state}`);
    case 'left':
      return describeRemains(tenantId, await client.call(getTenantRemains, { params })).forEach(say);
    case 'wipe': {
      const confirm = values.confirm ?? (await typedAgain(tenantId));
      if (!(await wipe(client, tenantId, { confirm, say }))) process.exitCode = 1;
      return;
    }
    default:
      throw new Error(USAGE);
  }
}

async function typedAgain(tenantId: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    say(
      `This wipes all that there is of ${tenantId}: people, tokens, connections, its directory, its Timeline and logs.`,
    );
    return await terminal.question('It cannot be undone. Type the id of the tenant again: ');
  } finally {
    terminal.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
