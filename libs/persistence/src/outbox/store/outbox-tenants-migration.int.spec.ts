import { callGone } from '@gong-timeline/contracts';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { Database } from '../../database';
import { type MigrationClass, migrate } from '../../migrate';
import { nextMessages } from './next-messages';
import { Outbox1000000000001 } from './outbox-migration';
import { OutboxTenants1000000000002 } from './outbox-tenants-migration';

const schema = 'app';
const look = { shards: [0], sent: [], inFlight: [], heldTopics: [], floor: 0, limit: 100, maxBytes: 1_000_000 };

describe('an outbox that was there before row level security (X3)', () => {
  let home: TestDatabase;

  beforeAll(async () => {
    home = await testDatabase();
  });
  afterAll(() => home.drop());

  const upTo = (...migrations: MigrationClass[]) =>
    migrate({ ownerUrl: home.ownerUrl, schema, applicationRole: home.applicationRole, migrations });

  it('keeps what waits in it, says whose each message is, and goes on', async () => {
    await upTo(Outbox1000000000001);
    const outside = await Database.connect({ url: home.url, schema, applicationName: 'gateway' });
    const waiting = [
      ['gong.calls.v1', 'acme/1', { ce_tenantid: 'acme', ce_type: callGone.type }],
      ['dead-letters.v1', 'writer/gong.calls.v1/0/7', { 'dead-letter-tenant-id': 'beta' }],
      ['dead-letters.v1', 'writer/gong.calls.v1/0/8', { 'dead-letter-code': 'message.header-missing' }],
      ['dead-letters.v1', 'writer/gong.calls.v1/0/9', { 'dead-letter-tenant-id': 'a\0b' }],
    ] as const;
    for (const [topic, key, headers] of waiting) {
      await outside.query('INSERT INTO outbox (shard, topic, key, headers, value) VALUES (0, $1, $2, $3, $4)', [
        topic,
        key,
        JSON.stringify(headers),
        '{}',
      ]);
      await outside.query(`INSERT INTO outbox_held_key VALUES ($1, $2, 0, 1, now(), 'refused')`, [topic, key]);
    }
    expect(await upTo(Outbox1000000000001, OutboxTenants1000000000002)).toEqual(['OutboxTenants1000000000002']);

    const owners = (table: string) =>
      outside.query<{ key: string; tenant_id: string }>(`SELECT key, tenant_id FROM ${table} ORDER BY key`);
    expect((await owners('outbox')).map((row) => row.tenant_id)).toEqual(['acme', 'beta', '', '']);
    expect((await owners('outbox_held_key')).map((row) => row.tenant_id)).toEqual(['acme', '', '', '']);

    const database = await Database.connect({ url: home.applicationUrl, schema, applicationName: 'gateway' });
    const { messages } = await nextMessages(database, look);
    expect(messages.map(({ key, tenantId }) => [key, tenantId])).toEqual(
      waiting.map(([, key], index) => [key, ['acme', 'beta', '', ''][index]]),
    );
    expect(await database.within('acme').query('SELECT key FROM outbox')).toEqual([{ key: 'acme/1' }]);
    expect(await database.query('SELECT key FROM outbox')).toEqual([]);
    await Promise.all([outside.close(), database.close()]);
  });
});
