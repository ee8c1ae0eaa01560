import { jobStarted } from '@gong-timeline/contracts';
import { eventually, type TestDatabase, testDatabase } from '@gong-timeline/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Database } from '../../database';
import { migrate } from '../../migrate';
import { Outbox1000000000001 } from '../../outbox/store/outbox-migration';
import { OutboxTenants1000000000002 } from '../../outbox/store/outbox-tenants-migration';
import { isolateTenants } from '../../reach';
import { TenantGoneError } from '../tenant-gone';
import { appendOnly } from './append-only';
import { setTenantState } from './bar-tenant';
import { TenantGate1000000000003 } from './tenant-gate-migration';
import { isWiped, tenantRemains, tenantsToWipe } from './tenant-remains';
import { wipeTenant } from './wipe-tenant';

class Places1000000000004 implements MigrationInterface {
  readonly name = 'Places1000000000004';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'CREATE TABLE house (tenant_id text, house_id int, PRIMARY KEY (tenant_id, house_id))',
      'CREATE TABLE room (tenant_id text, house_id int, FOREIGN KEY (tenant_id, house_id) REFERENCES house)',
      'CREATE TABLE visit (tenant_id text NOT NULL, who text)',
      ...['house', 'room', 'visit'].flatMap((table) => isolateTenants(table)),
      ...appendOnly('visit'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  down = async (): Promise<void> => undefined;
}

const at = new Date('2026-03-03T12:00:00.000Z');
const INSERT_HOUSE = 'INSERT INTO house SELECT $1, generate_series(1, 12)';

describe('wiping a tenant (X3)', () => {
  let home: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    home = await testDatabase();
    const { ownerUrl, applicationRole } = home;
    const migrations = [Outbox1000000000001, OutboxTenants1000000000002, TenantGate1000000000003, Places1000000000004];
    await migrate({ ownerUrl, schema: 'app', applicationRole, migrations });
    database = await connect();
  });
  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  const connect = (url = home.applicationUrl) =>
    Database.connect({
      url,
      schema: 'app',
      applicationName: 'gong-ingest',
      poolSize: 4,
      gated: true,
      clock: { now: () => at },
    });

  const settle = (tenantId: string) =>
    database.within(tenantId).transaction(async (tx) => {
      await tx.query(INSERT_HOUSE, [tenantId]);
      await tx.query('INSERT INTO room SELECT tenant_id, house_id FROM house WHERE tenant_id = $1', [tenantId]);
      await tx.query(`INSERT INTO visit VALUES ($1, 'Ana'), ($1, 'Kim')`, [tenantId]);
      tx.tell(jobStarted, {
        tenantId,
        correlationId: 'job',
        causationId: null,
        traceparent: null,
        data: jobStarted.example,
      });
    });
  const bar = (tenantId: string, state: 'active' | 'suspended' | 'wiping', revision: number) =>
    database.transaction((tx) => setTenantState(tx, tenantId, { state, revision }));
  const left = async (tenantId: string) =>
    Object.fromEntries((await tenantRemains(database, tenantId)).map(({ table, rows }) => [table, rows]));

  it('leaves nothing of it in any table, whatever refers to what, and all of the others', async () => {
    for (const tenantId of ['acme', 'globex']) await settle(tenantId);
    const before = await left('globex');
    expect(before).toEqual({ house: 12, outbox: 1, outbox_held_key: 0, room: 12, visit: 2 });
    await bar('acme', 'wiping', 2);
    expect(await tenantsToWipe(database)).toEqual(['acme']);
    expect(await isWiped(database, 'acme')).toBe(false);
    await wipeTenant(database, 'acme', { batch: 5 });
    expect(await left('acme')).toEqual({ house: 0, outbox: 0, outbox_held_key: 0, room: 0, visit: 0 });
    expect(await left('globex')).toEqual(before);
    expect(await tenantsToWipe(database)).toEqual([]);
    expect([await isWiped(database, 'acme'), await isWiped(database, 'globex')]).toEqual([true, false]);
    expect(JSON.stringify(await database.query('SELECT * FROM tenant_gate'))).not.toContain('acme');
  });

  it('lets nobody begin to write within it, and says of which tenant', async () => {
    await settle('initech');
    await bar('initech', 'wiping', 2);
    const writing = database.within(['globex', 'initech']).transaction((tx) => tx.query(INSERT_HOUSE, ['initech']));
    await expect(writing).rejects.toMatchObject({ name: 'TenantGoneError', tenantIds: ['initech'] });
    await wipeTenant(database, 'initech');
    await expect(settle('initech')).rejects.toBeInstanceOf(TenantGoneError);
    expect((await left('initech')).house).toBe(0);
  });

  it('waits for whoever is writing within it, and wipes that too', async () => {
    let go = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    let inside = false;
    const writing = database.within('hooli').transaction(async (tx) => {
      inside = true;
      await gone;
      await tx.query(INSERT_HOUSE, ['hooli']);
    });
    await eventually(() => expect(inside).toBe(true));
    let barred = false;
    const wiping = bar('hooli', 'wiping', 2).then(() => {
      barred = true;
      return wipeTenant(database, 'hooli');
    });
    await eventually(async () => {
      // Of this database: the view shows what specs beside this one wait for too.
      const waiting = await database.query(
        `SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database
         WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`,
      );
      expect(waiting).toHaveLength(1);
    });
    expect(barred).toBe(false);
    go();
    await Promise.all([writing, wiping]);
    expect((await left('hooli')).house).toBe(0);
  });

  it('wipes what a sweep across tenants writes while it goes on', async () => {
    await settle('umbrella');
    await bar('umbrella', 'wiping', 2);
    let go = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    let seen = 0;
    const sweep = database.acrossTenants().transaction(async (tx) => {
      seen = (await tx.query(`SELECT 1 FROM house WHERE tenant_id = 'umbrella'`)).length;
      await gone;
      await tx.query(`INSERT INTO house VALUES ('umbrella', 77)`);
    });
    await eventually(() => expect(seen).toBe(12));
    const wiping = wipeTenant(database, 'umbrella');
    await eventually(async () => expect((await left('umbrella')).house).toBe(0));
    expect(await isWiped(database, 'umbrella')).toBe(false);
    go();
    await Promise.all([sweep, wiping]);
    expect((await left('umbrella')).house).toBe(0);
  });

  it('suspends and resumes as often as told, sets aside what is older, and never takes a wipe back', async () => {
    expect(await bar('stark', 'suspended', 2)).toBe(true);
    expect(await bar('stark', 'active', 1)).toBe(false);
    const suspended = () => database.query(`SELECT is_suspended('stark') AS is`);
    expect(await suspended()).toEqual([{ is: true }]);
    await settle('stark');
    expect(await bar('stark', 'active', 3)).toBe(true);
    expect(await suspended()).toEqual([{ is: false }]);
    expect(await bar('stark', 'wiping', 4)).toBe(true);
    expect(await bar('stark', 'wiping', 4)).toBe(false);
    await wipeTenant(database, 'stark');
    expect(await bar('stark', 'active', 5)).toBe(false);
    expect(await isWiped(database, 'stark')).toBe(true);
  });

  it('refuses the application and the owner every change of a table that is append-only', async () => {
    await settle('wayne');
    const owner = await connect(home.ownerUrl);
    for (const from of [database, owner]) {
      for (const change of [`UPDATE visit SET who = ''`, 'DELETE FROM visit', 'TRUNCATE visit']) {
        const changing = from.within('wayne').transaction((tx) => tx.query(change));
        await expect(changing).rejects.toMatchObject({ code: '42501' });
      }
    }
    await owner.close();
    const wiping = database.within('wayne').transaction((tx) => tx.query(`SELECT wipe_visit('wayne', 10)`));
    await expect(wiping).rejects.toMatchObject({ code: '42501' });
    expect((await left('wayne')).visit).toBe(2);
  });
});
