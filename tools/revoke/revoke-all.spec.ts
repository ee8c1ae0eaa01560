import type { GatewayClient } from '../demo/gateway-client';
import { revokeAll } from './revoke-all';

const ANSWERS: Readonly<Record<string, object>> = {
  listTenants: { items: [{ tenantId: 'acme' }, { tenantId: 'globex' }] },
  revokeTenantAccess: { tokens: 3, sessions: 2, invitations: 1 },
  revokeGrants: { grants: 5, tenants: 2 },
};

describe('npm run revoke-all', () => {
  const asked: unknown[] = [];
  const said: string[] = [];
  const call = async ({ operationId }: { operationId: string }, given: object = {}) => {
    asked.push([operationId, given]);
    return ANSWERS[operationId];
  };
  const client = { call } as unknown as Pick<GatewayClient, 'call'>;
  beforeEach(() => {
    asked.length = 0;
    said.length = 0;
  });

  it('ends the access of every tenant, then wipes the grants of all', async () => {
    await revokeAll(client, null, (line) => said.push(line));
    expect(asked).toEqual([
      ['listTenants', {}],
      ['revokeTenantAccess', { params: { tenantId: 'acme' }, body: { confirm: 'acme' } }],
      ['revokeTenantAccess', { params: { tenantId: 'globex' }, body: { confirm: 'globex' } }],
      ['revokeGrants', { body: { tenantId: null, confirm: 'all tenants' } }],
    ]);
    expect(said.join('\n')).toContain('acme: 3 API tokens, 2 sessions and 1 invitations ended');
    expect(said.join('\n')).toContain('5 grants of Gong wiped, in 2 tenants');
  });

  it('leaves the other tenants alone when one is named', async () => {
    await revokeAll(client, 'acme', (line) => said.push(line));
    expect(asked).toEqual([
      ['revokeTenantAccess', { params: { tenantId: 'acme' }, body: { confirm: 'acme' } }],
      ['revokeGrants', { body: { tenantId: 'acme', confirm: 'acme' } }],
    ]);
  });
});
