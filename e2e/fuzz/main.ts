import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApiToken, initiateSync } from '@gong-timeline/contracts';
import { findRoot, GatewayClient } from '@gong-timeline/tools';
import { startSystem } from '../system';

/** Endless answers, and what would sign the fuzzer itself out. */
const LEFT_OUT = ['streamJobsProgress', 'streamJobProgress', 'signOut', 'revokeTenantAccess', 'wipeTenant'];
/** More than a fuzzer sends: the limits are specified on their own. */
const NO_LIMIT = '10000000';

/**
 * `npm run fuzz:http`: all that the OpenAPI document allows and much that it does not, in all phases of schemathesis, as each
 * role, against a system of its own. Arguments are passed on, such as `-n 20` or `--max-time 120`. Ends with 1 if any
 * answer was a failure of ours or is not described.
 */
async function main(more: readonly string[]): Promise<number> {
  if (spawnSync('schemathesis', ['--version']).status !== 0) {
    process.stderr.write(
      'schemathesis is not on the PATH: pip install schemathesis==4.32 (in an environment of its own)\n',
    );
    return 2;
  }
  const root = findRoot(__dirname);
  const limits = {
    RATE_LIMIT_PER_MINUTE: NO_LIMIT,
    ANONYMOUS_PER_MINUTE: NO_LIMIT,
    FAILED_TOKENS_PER_MINUTE: NO_LIMIT,
  };
  const system = await startSystem({ companies: 'fuzz:100:30d', env: { LOG_LEVEL: 'warn', ...limits } });
  try {
    const tenant = await system.connectTenant('fuzz', 'fuzz');
    await tenant.gateway.call(initiateSync, { params: { connectionId: tenant.connectionId } });
    const operatorToken = readFileSync(system.stack.operatorTokenFile, 'utf8').trim();
    const member = await new GatewayClient(system.stack.publicUrl, operatorToken).call(createApiToken, {
      params: { tenantId: 'fuzz' },
      body: { name: 'fuzz', role: 'member', expiresInDays: 1 },
    });
    const roles = { admin: tenant.token, member: member.token, operator: operatorToken, nobody: null };
    let failed = 0;
    for (const [role, token] of Object.entries(roles)) {
      process.stdout.write(`\n--- as ${role}\n`);
      failed += (await fuzz(root, system.stack.publicUrl, token, more)) === 0 ? 0 : 1;
    }
    process.stdout.write(`\n${4 - failed} of 4 roles without a finding\n`);
    return failed === 0 ? 0 : 1;
  } finally {
    await system.stop();
  }
}

function fuzz(root: string, url: string, token: string | null, more: readonly string[]): Promise<number> {
  const here = join(root, 'e2e', 'fuzz');
  const args = [
    ...['--config-file', join(here, 'schemathesis.toml'), 'run', `${url}/api/openapi.json`],
    ...['--phases', 'examples,coverage,fuzzing,stateful', '--generation-database', 'none', '--no-color'],
    ...LEFT_OUT.flatMap((operationId) => ['--exclude-operation-id', operationId]),
    ...(token === null ? [] : ['--header', `Authorization: Bearer ${token}`]),
    ...more,
  ];
  const env = { ...process.env, SCHEMATHESIS_HOOKS: 'hooks', PYTHONPATH: here };
  return new Promise((resolve, reject) => {
    spawn('schemathesis', args, { env, stdio: 'inherit' })
      .once('error', reject)
      .once('exit', (code) => resolve(code ?? 1));
  });
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
