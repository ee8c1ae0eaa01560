import {
  acceptInvitation,
  addMember,
  addTenantAdmin,
  createActivityType,
  createConnection,
  createToken,
  getJob,
  importDirectory,
  initiateSync,
  listActivities,
  listAuditEntries,
  listCompanies,
  listGongUsers,
  listPersons,
  listSessions,
  listUsers,
  revokeToken,
  saveCustomField,
  saveSyncSettings,
} from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { type Directory, GatewayClient } from '@gong-timeline/tools';
import type { System, Tenant } from '../system';
import { CLASH, PASSWORD } from './clash';
import type { Ids, Party } from './party';

/** The word of the tenant in every name: whoever reads one knows whose it is. */
export const withWord =
  (word: string) =>
  ({ companies, persons, users, technicalAdminId }: Directory): Directory => ({
    companies: [
      ...companies.map((row) => ({ ...row, name: `${row.name} ${word}` })),
      { externalId: `${word}-company`, name: `Company ${word}`, domains: [`${word}.example`] },
      { externalId: CLASH.externalId, name: `Clash ${word}` },
    ],
    persons: [
      ...persons.map((row) => ({ ...row, name: `${row.name} ${word}` })),
      {
        externalId: CLASH.externalId,
        name: `Clash ${word}`,
        emails: [`person@${word}.example`, CLASH.email],
        companyExternalIds: [`${word}-company`],
      },
    ],
    users: [
      ...users.map((row) => ({ ...row, name: `${row.name} ${word}` })),
      { externalId: CLASH.externalId, name: `Clash ${word}`, email: `user@${word}.example`, licence: 'Full' },
    ],
    technicalAdminId,
  });

/** A connected tenant with a sync behind it, and one of everything that can be named by an id. */
export async function furnish(
  { stack }: System,
  operator: GatewayClient,
  tenant: Tenant,
  expire: (tokenId: string) => Promise<void>,
): Promise<Party> {
  const { tenantId, gateway, connectionId } = tenant;
  const { job } = await gateway.call(initiateSync, { params: { connectionId } });
  const { jobId } = job;
  await eventually(async () => (await gateway.call(getJob, { params: { jobId } })).status !== 'Running', {
    timeoutMs: 120_000,
    intervalMs: 500,
    what: `the sync of ${tenantId}`,
  });
  const [activity] = (await gateway.call(listActivities, { query: { limit: 1 } })).items;
  const { nextCursor } = await gateway.call(listActivities, { query: { limit: 1 } });
  const [company] = (await gateway.call(listCompanies, { query: { externalId: `${tenantId}-company` } })).items;
  const [person] = (await gateway.call(listPersons, { query: { externalId: CLASH.externalId } })).items;
  const [user] = (await gateway.call(listUsers, { query: { externalId: CLASH.externalId } })).items;
  const [gongUser] = await eventually(
    async () => {
      const { items } = await gateway.call(listGongUsers, { params: { connectionId } });
      return items.length > 0 ? items : null;
    },
    { timeoutMs: 30_000, what: "Gong's users to be known" },
  );
  const bad = await gateway.call(importDirectory, {
    params: { kind: 'companies' },
    stream: { contentType: 'application/x-ndjson', body: `{"externalId":"bad","colour":"${tenantId}"}\n` },
  });
  const type = await gateway.call(createActivityType, {
    body: { name: `Type ${tenantId}`, global: true, active: true },
  });
  await gateway.call(createActivityType, { body: { name: CLASH.name, global: true, active: true } });
  const field = { object: 'Company', name: CLASH.customField } as const;
  await gateway.call(saveCustomField, { params: field, body: { type: 'text' } });
  await gateway.call(saveCustomField, { params: { ...field, name: `Field_${tenantId}` }, body: { type: 'text' } });
  const begun = await gateway.call(createConnection, { body: { connector: 'gong', name: CLASH.name } });

  const makeToken = async (name: string, role: 'admin' | 'member') =>
    gateway.call(createToken, { body: { name: `${name} ${tenantId}`, role, expiresInDays: 1 } });
  const member = await makeToken('Member', 'member');
  const spare = await makeToken('Spare', 'admin');
  const expired = await makeToken('Expired', 'admin');
  await expire(expired.apiToken.tokenId);
  const revoked = await makeToken('Revoked', 'admin');
  await gateway.call(revokeToken, { params: { tokenId: revoked.apiToken.tokenId } });

  const signedIn = async (invitation: string): Promise<string> => {
    const answer = await new GatewayClient(stack.publicUrl, '').send(acceptInvitation, {
      body: { token: invitation, password: PASSWORD },
    });
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  const admin = { email: `admin@${tenantId}.example`, name: `Admin ${tenantId}` };
  const first = await operator.call(addTenantAdmin, { params: { tenantId }, body: admin });
  const add = (name: string, email = `${name}@${tenantId}.example`) =>
    gateway.call(addMember, { body: { email, name: `${name} ${tenantId}`, role: 'member', signIn: 'local' } });
  const reader = await add('reader');
  await add('clash', CLASH.email);
  const invited = await add('invited');
  const cookies = {
    admin: await signedIn(secretOf(first.invitation?.url)),
    member: await signedIn(secretOf(reader.invitation?.url)),
  };
  const sessions = await fetch(new URL(listSessions.path, stack.publicUrl), { headers: { cookie: cookies.admin } });
  const [session] = ((await sessions.json()) as { items: { sessionId: string }[] }).items;
  const [entry] = await eventually(
    async () => {
      const { items } = await gateway.call(listAuditEntries, { query: { action: 'member.added' } });
      return items.length > 0 ? items : null;
    },
    { timeoutMs: 30_000, what: 'the audit log' },
  );
  const ids: Ids = {
    tenantId,
    connectionId,
    jobId,
    callId: there(activity?.callId),
    activityId: there(activity?.activityId),
    companyGsid: there(company?.gsid),
    personGsid: there(person?.gsid),
    userGsid: there(user?.gsid),
    gongUserId: there(gongUser?.gongUserId),
    importId: bad.importId,
    memberId: invited.member.memberId,
    invitation: secretOf(invited.invitation?.url),
    sessionId: there(session?.sessionId),
    tokenId: spare.apiToken.tokenId,
    activityTypeId: type.id,
    auditEntryId: there(entry?.entryId),
    state: there(new URL(begun.authorizeUrl).searchParams.get('state')),
    cursor: there(nextCursor),
  };
  const tokens = { member: member.token, expired: expired.token, revoked: revoked.token };
  return { ...tenant, ids, cookies, tokens };
}

/** Nothing of it runs by itself from then on. */
export const switchOff = ({ gateway, connectionId }: Tenant): Promise<unknown> =>
  gateway.call(saveSyncSettings, {
    params: { connectionId },
    ifMatch: '*',
    body: {
      enabled: false,
      activityTypeId: 'meeting',
      intervalHours: 24,
      lookBackDays: 3,
      firstRunDays: 30,
      matchDomains: false,
      includeNotes: true,
    },
  });

const secretOf = (url: string | undefined): string => there(url?.split('#')[1]);

const there = (value: string | null | undefined): string => {
  if (value === null || value === undefined || value === '')
    throw new Error('A tenant is not furnished as it should be.');
  return value;
};
