import { readFileSync } from 'node:fs';
import {
  type AuditEntry,
  addMember,
  addTenantAdmin,
  changeActivityType,
  changeMember,
  createActivityType,
  createConnection,
  createToken,
  deleteConnection,
  downloadJobLog,
  exportAuditEntries,
  listAuditEntries,
  listInstallationAuditEntries,
  removeMember,
  resealGrants,
  resumeTenant,
  retryJobCalls,
  revokeGrants,
  revokeToken,
  saveCustomField,
  saveDirectorySettings,
  startSync,
  suspendTenant,
} from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { GatewayClient } from '@gong-timeline/tools';
import { type Synced, sync } from './jobs';
import { type System, startSystem, type Tenant } from './system';

const PASSWORD = 'correct rattle staple moon';
const WRONG = 'canary-of-a-wrong-password';

/** One of each change is made; then the trail is read. */
describe('the audit log, from the change to the page (S3)', () => {
  let system: System;
  let operator: GatewayClient;
  let tenant: Tenant;
  let other: Tenant;
  let synced: Synced;
  const secrets: string[] = [PASSWORD, WRONG];

  beforeAll(async () => {
    system = await startSystem({
      companies: 'acme:12:30d,globex:3:30d',
      env: { GONG_REQUESTS_PER_SECOND: '20', GONG_REQUESTS_PER_DAY: '100000', GRPC_PORT: '0' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
    const { publicUrl, operatorTokenFile } = system.stack;
    operator = new GatewayClient(publicUrl, readFileSync(operatorTokenFile, 'utf8').trim());
    tenant = await system.connectTenant('acme', 'acme');
    other = await system.connectTenant('globex', 'globex');
    secrets.push(tenant.token);
    synced = await sync(tenant);
    await changes();
  }, 240_000);
  afterAll(() => system?.stop(), 30_000);

  const post = (path: string, body: unknown) =>
    fetch(system.stack.publicUrl + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: system.stack.publicUrl,
        'sec-fetch-site': 'same-origin',
        'x-requested-with': 'gong-timeline',
      },
      body: JSON.stringify(body),
    });

  const changes = async () => {
    const { gateway, connectionId } = tenant;
    const { token, apiToken } = await gateway.call(createToken, { body: { name: 'ours', role: 'member' } });
    secrets.push(token);
    await gateway.call(revokeToken, { params: { tokenId: apiToken.tokenId } });

    const ada = { email: 'ada@acme.example', name: 'Ada' };
    const { invitation } = await operator.call(addTenantAdmin, { params: { tenantId: 'acme' }, body: ada });
    const link = invitation?.url.split('#')[1] ?? '';
    secrets.push(link);
    expect((await post('/api/invitations/accept', { token: link, password: PASSWORD })).status).toBe(200);
    expect((await post('/api/sign-in/local', { email: ada.email, password: WRONG })).status).toBe(401);
    expect((await post('/api/sign-in/local', { email: ada.email, password: PASSWORD })).status).toBe(200);
    const kim = { email: 'kim@acme.example', name: 'Kim', role: 'member' } as const;
    const { member } = await gateway.call(addMember, { body: kim });
    const params = { memberId: member.memberId };
    await gateway.call(changeMember, { params, ifMatch: '*', body: { name: 'Kim', role: 'admin', active: true } });
    await gateway.call(removeMember, { params, ifMatch: '*' });

    const settings = { crmSystem: 'Salesforce', crmOrganisationId: 'org-new', matchDomains: false } as const;
    const { matchDomains: _, ...directorySettings } = settings;
    await gateway.call(saveDirectorySettings, { ifMatch: '*', body: directorySettings });
    const field = { object: 'Company', name: 'tier' } as const;
    await gateway.call(saveCustomField, { params: field, body: { type: 'text' } });
    const type = { name: 'Review', global: true, active: true };
    const { id } = (await gateway.call(createActivityType, { body: type })) as { id: string };
    await gateway.call(changeActivityType, {
      params: { activityTypeId: id },
      ifMatch: '*',
      body: { ...type, active: false },
    });
    await gateway.call(startSync, { params: { connectionId } });
    await (await gateway.send(downloadJobLog, { params: { jobId: synced.jobId } })).arrayBuffer();
    await gateway.call(retryJobCalls, { params: { jobId: synced.jobId }, body: { all: true } });
    const { connection } = await gateway.call(createConnection, { body: { connector: 'gong', name: 'Second' } });
    await gateway.call(deleteConnection, { params: { connectionId: connection.connectionId } });
    await operator.call(suspendTenant, { params: { tenantId: 'acme' } });
    await operator.call(resumeTenant, { params: { tenantId: 'acme' } });
    await operator.call(resealGrants, { body: {} });
    await operator.call(revokeGrants, { body: { tenantId: 'acme', confirm: 'acme' } });
  };

  const entriesOf = async (of: Tenant, query: Record<string, unknown> = {}): Promise<readonly AuditEntry[]> => {
    const entries: AuditEntry[] = [];
    let cursor: string | null = null;
    do {
      const asked = { limit: 7, ...query, ...(cursor !== null && { cursor }) };
      const page: { items: AuditEntry[]; nextCursor: string | null } = await of.gateway.call(listAuditEntries, {
        query: asked,
      });
      entries.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return entries;
  };

  it('has an entry of each change, with who, from where, before and after', async () => {
    const expected = [
      'tenant.created',
      'token.created',
      'token.revoked',
      'member.added',
      'member.invitation-accepted',
      'session.sign-in-failed',
      'session.signed-in',
      'member.changed',
      'member.removed',
      'connection.created',
      'connection.authorized',
      'connection.deleted',
      'directory.imported',
      'directory-settings.saved',
      'custom-field.saved',
      'activity-type.created',
      'activity-type.changed',
      'sync-settings.saved',
      'sync.started',
      'job-log.downloaded',
      'calls.retried',
      'tenant.suspended',
      'tenant.resumed',
      'grant.revoked',
    ];
    const entries = await eventually(
      async () => {
        const found = await entriesOf(tenant);
        const actions = new Set<string>(found.map(({ action }) => action));
        expect(expected.filter((action) => !actions.has(action))).toEqual([]);
        // Of two members each: what happened to one may be told before what happened to the other.
        expect(
          found.filter(({ objectKind, objectName }) => objectKind === 'member' && objectName === 'Ada'),
        ).toHaveLength(4);
        return found;
      },
      { timeoutMs: 30_000, intervalMs: 500, what: 'the entries' },
    );
    const one = (action: string) => entries.find((entry) => entry.action === action);
    expect(one('member.changed')).toMatchObject({
      actorRole: 'admin',
      actorName: 'e2e',
      address: '127.0.0.1',
      objectKind: 'member',
      objectName: 'Kim',
      before: { role: 'member' },
      after: { role: 'admin' },
    });
    expect(one('session.signed-in')).toMatchObject({ actorName: 'Ada', actorRole: 'admin', address: '127.0.0.1' });
    expect(one('session.sign-in-failed')).toMatchObject({ actorId: 'nobody', objectName: 'Ada' });
    expect(one('tenant.suspended')).toMatchObject({ actorRole: 'operator', before: { state: 'active' } });
    expect(one('activity-type.changed')).toMatchObject({ before: { active: true }, after: { active: false } });
    expect(one('connection.authorized')).toMatchObject({ before: { state: 'pending' }, after: { state: 'active' } });
    const times = entries.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(entries.map(({ entryId }) => entryId)).size).toBe(entries.length);
  }, 60_000);

  it('is filtered by who, what, which and when', async () => {
    const members = await entriesOf(tenant, { objectKind: 'member' });
    expect(new Set(members.map(({ objectKind }) => objectKind))).toEqual(new Set(['member']));
    const [failed] = await entriesOf(tenant, { action: 'session.sign-in-failed,token.revoked', actorId: 'nobody' });
    expect(failed?.action).toBe('session.sign-in-failed');
    const ofAda = await entriesOf(tenant, { objectKind: 'member', objectId: failed?.objectId });
    expect(ofAda).toHaveLength(4);
    expect(new Set(ofAda.map(({ objectName }) => objectName))).toEqual(new Set(['Ada']));
    const after = await entriesOf(tenant, { from: failed?.at });
    expect(after.at(-1)?.entryId).toBe(failed?.entryId);
    expect(await entriesOf(tenant, { to: '2020-01-01' })).toEqual([]);
    await expect(entriesOf(tenant, { action: 'member.exploded' })).rejects.toThrow('query.action');
  });

  it('holds no secret, not in the list and not in the file, which is itself recorded', async () => {
    const file = await (await tenant.gateway.send(exportAuditEntries, {})).text();
    const lines = file.trim().split('\n');
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.map((line) => (JSON.parse(line) as AuditEntry).entryId)).toHaveLength(lines.length);
    for (const secret of secrets) expect(file).not.toContain(secret);
    expect(file).not.toMatch(/gtl_|\$scrypt|eyJ/);
    await eventually(async () => expect((await entriesOf(tenant, { action: 'audit.exported' })).length).toBe(1), {
      timeoutMs: 15_000,
      intervalMs: 250,
      what: 'the entry of the export',
    });
  }, 30_000);

  it('shows a tenant nothing of another, nothing to members, and the installation to the operator only', async () => {
    const ofOther = JSON.stringify(await entriesOf(other));
    expect(ofOther).not.toContain('acme');
    const { token } = await other.gateway.call(createToken, { body: { name: 'm', role: 'member' } });
    const member = new GatewayClient(system.stack.publicUrl, token);
    await expect(member.call(listAuditEntries, { query: {} })).rejects.toThrow('auth.forbidden');
    await expect(tenant.gateway.call(listInstallationAuditEntries, { query: {} })).rejects.toThrow('auth.forbidden');
    await eventually(
      async () => {
        const { items } = await operator.call(listInstallationAuditEntries, { query: { action: 'grant.resealed' } });
        expect(items).toHaveLength(1);
      },
      { timeoutMs: 15_000, intervalMs: 250, what: 'the entry of the installation' },
    );
  }, 30_000);
});
