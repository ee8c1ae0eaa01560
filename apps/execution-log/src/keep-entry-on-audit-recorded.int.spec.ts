import { randomUUID } from 'node:crypto';
import { type AuditRecordedData, auditRecorded, type Fact } from '@gong-timeline/contracts';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { type LogFixture, openLog } from '../test/execution-log';
import { keepEntryOnAuditRecorded as keep } from './keep-entry-on-audit-recorded';

let server: TestDatabase;
let log: LogFixture;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('audit');
  log = await openLog(server);
});
beforeEach(() => {
  tenant = uniqueName('acme');
});
afterAll(async () => {
  await log?.database.close();
  await server?.drop();
});

const recorded = (tenantId: string, changes: Partial<AuditRecordedData> = {}) => {
  const data = { ...auditRecorded.example, entryId: randomUUID(), ...changes };
  const head = { id: randomUUID(), type: auditRecorded.type, source: 'gateway', occurredAt: data.at };
  const of = { correlationId: 'request-1', causationId: null, traceparent: null };
  return { ...head, ...of, tenantId, subject: data.entryId, data } as unknown as Fact<typeof auditRecorded>;
};
const kept = (tenantId: string) =>
  log.database.within(tenantId).query<Record<string, unknown>>('SELECT * FROM audit_entries ORDER BY at, entry_id');

describe('the audit log (S3)', () => {
  it('keeps who changed what, when, from where, before and after, of each tenant apart', async () => {
    const other = uniqueName('other');
    await log.hear(keep, [recorded(tenant), recorded(other, { actorName: 'Kim' })]);
    const rows = await kept(tenant);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      tenant_id: tenant,
      at: new Date(auditRecorded.example.at),
      actor_role: 'admin',
      actor_name: 'Ana Host',
      address: '192.0.2.14',
      action: 'member.changed',
      object_kind: 'member',
      before: { role: 'member' },
      after: { role: 'admin' },
      correlation_id: 'request-1',
    });
    expect(await kept(other)).toHaveLength(1);
  });

  it('keeps an entry that comes twice once, and as it came first', async () => {
    const fact = recorded(tenant);
    expect(await log.hear(keep, [fact])).toEqual([]);
    const again = { ...fact, data: { ...fact.data, actorName: 'Mallory' } } as typeof fact;
    expect(await log.hear(keep, [again])).toEqual(['already-kept']);
    expect((await kept(tenant)).map((row) => row.actor_name)).toEqual(['Ana Host']);
  });

  it('keeps entries that come late in the order in which things happened', async () => {
    const [early, late] = ['2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z'];
    await log.hear(keep, [recorded(tenant, { at: late })]);
    await log.hear(keep, [recorded(tenant, { at: early })]);
    expect((await kept(tenant)).map((row) => (row.at as Date).toISOString())).toEqual([early, late]);
  });

  it('keeps what PostgreSQL cannot store without it', async () => {
    await log.hear(keep, [recorded(tenant, { objectName: 'a\0b', after: { name: 'x\0y', list: ['\ud800'] } })]);
    expect((await kept(tenant))[0]).toMatchObject({ object_name: 'ab', after: { name: 'xy', list: [''] } });
  });

  it('leaves nothing behind of a batch that fails', async () => {
    const bad = recorded(tenant, { entryId: 'no-uuid' });
    await expect(log.hear(keep, [recorded(tenant), bad])).rejects.toThrow();
    expect(await kept(tenant)).toEqual([]);
  });

  it.each(['UPDATE audit_entries SET actor_id = $$x$$', 'DELETE FROM audit_entries', 'TRUNCATE audit_entries'])(
    'is append-only for the application: %s is refused by the database',
    async (change) => {
      await log.hear(keep, [recorded(tenant)]);
      const changing = log.database.within(tenant).transaction((tx) => tx.query(change));
      await expect(changing).rejects.toMatchObject({ code: '42501' });
      expect(await kept(tenant)).toHaveLength(1);
    },
  );

  it('lets nobody wipe the entries of a tenant that is not being wiped', async () => {
    await log.hear(keep, [recorded(tenant)]);
    const wiping = log.database
      .within(tenant)
      .transaction((tx) => tx.query('SELECT wipe_audit_entries($1, 10)', [tenant]));
    await expect(wiping).rejects.toMatchObject({ code: '42501' });
    expect(await kept(tenant)).toHaveLength(1);
  });
});
