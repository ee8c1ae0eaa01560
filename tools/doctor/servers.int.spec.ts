import { untilLed } from '@gong-timeline/messaging';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { checkClock } from './checks/check-clock';
import { checkGroup, checkTopics } from './checks/check-kafka';
import { checkIsolation, checkMigrations, checkRole } from './checks/check-roles';
import { withKafka } from './kafka/read-kafka';
import { readDatabase } from './store/read-database';

const brokers = () => (process.env.TEST_KAFKA_BROKERS ?? '').split(',');

describe('what the doctor reads of the servers (X3)', () => {
  describe('PostgreSQL', () => {
    let database: TestDatabase;
    const as = async (url: string, ...statements: string[]) => {
      const client = new Client({ connectionString: url });
      await client.connect();
      for (const statement of statements) await client.query(statement);
      await client.end();
    };
    const levelsOf = async (url: string) => {
      const found = await readDatabase(url, 'shop');
      return [
        ...checkRole('shop', found.role),
        ...checkIsolation('shop', found.tables, { migrations: 'names' }),
        ...checkMigrations('shop', ['A1'], found.migrationsRun),
        checkClock({ of: 'PostgreSQL', ...found.clock }),
      ].map(({ level }) => level);
    };

    beforeAll(async () => {
      database = await testDatabase('doctor');
      await as(
        database.ownerUrl,
        'CREATE SCHEMA shop',
        'CREATE TABLE shop.migrations (id int, name text)',
        "INSERT INTO shop.migrations VALUES (1, 'A1')",
        'CREATE TABLE shop.calls (tenant_id text)',
        'ALTER TABLE shop.calls ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY',
        'CREATE POLICY p ON shop.calls USING (true)',
        `GRANT USAGE ON SCHEMA shop TO "${database.applicationRole}"`,
        `GRANT SELECT ON ALL TABLES IN SCHEMA shop TO "${database.applicationRole}"`,
      );
    });
    afterAll(() => database?.drop());

    it('is fine as an installation has it', async () => {
      expect(await levelsOf(database.applicationUrl)).toEqual(['fine', 'fine', 'fine', 'fine']);
    });

    it('is wrong as a member of a member of a superuser', async () => {
      const [above, between] = [uniqueName('above'), uniqueName('between')];
      await as(
        database.url,
        `CREATE ROLE "${above}" NOLOGIN SUPERUSER`,
        `CREATE ROLE "${between}" NOLOGIN ROLE "${database.applicationRole}"`,
        `GRANT "${above}" TO "${between}"`,
      );
      expect((await levelsOf(database.applicationUrl))[0]).toBe('wrong');
      expect((await readDatabase(database.applicationUrl, 'shop')).role.actsAs).toEqual([above]);
      await as(database.url, `DROP ROLE "${above}", "${between}"`);
    });

    it('is wrong as the owner, as a superuser, and with a table that is not forced', async () => {
      expect((await levelsOf(database.ownerUrl))[0]).toBe('wrong');
      expect((await readDatabase(database.url, 'shop')).role).toMatchObject({ superuser: true });
      await as(database.ownerUrl, 'ALTER TABLE shop.calls NO FORCE ROW LEVEL SECURITY');
      expect(await levelsOf(database.applicationUrl)).toEqual(['fine', 'wrong', 'fine', 'fine']);
    });
  });

  describe('Kafka', () => {
    const topic = uniqueName('doctor');
    const group = uniqueName('group');
    const kafka = new Kafka({ brokers: brokers(), logLevel: logLevel.NOTHING });

    it('tells topics, what a group has not taken, and the clock of the broker, and leaves nothing behind', async () => {
      const admin = kafka.admin();
      // A partition that was not begun with is sent to again, and the one beside it then takes nothing twice.
      const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
      await Promise.all([admin.connect(), producer.connect()]);
      const configEntries = [{ name: 'retention.ms', value: '60000' }];
      await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions: 2, configEntries }] });
      await untilLed(admin, [topic]);
      await producer.send({ topic, messages: [{ value: 'one' }, { value: 'two' }, { value: 'three' }] });
      const found = await withKafka(brokers(), async (read) => ({
        topics: await read.topics([topic]),
        group: await read.group(group, [topic]),
        clock: await read.clock(),
      }));
      const declared = { [topic]: { partitions: 2, cleanup: 'delete', retentionMs: 60_000 } };
      expect(checkTopics(declared, found.topics).map(({ level }) => level)).toEqual(['fine']);
      expect(found.group).toEqual({ group, members: 0, lag: 3, moved: 0 });
      expect(checkGroup(found.group).level).toBe('wrong');
      expect(checkClock({ of: 'Kafka', ...found.clock }).level).toBe('fine');
      // The broker lists a topic for a moment more than it was deleted.
      await eventually(async () =>
        expect((await admin.listTopics()).filter((name) => name.startsWith('doctor-clock-'))).toEqual([]),
      );
      await admin.deleteTopics({ topics: [topic] });
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    }, 30_000);

    it('minds no topics that others make and take away meanwhile', async () => {
      const admin = kafka.admin();
      await admin.connect();
      let isSeen = false;
      const look = () =>
        withKafka(brokers(), async (read) => {
          for (let time = 0; time < 2; time += 1) {
            expect(checkClock({ of: 'Kafka', ...(await read.clock()) }).level).toBe('fine');
            expect(await read.topics([topic])).toEqual([]);
          }
        }).finally(() => (isSeen = true));
      const makeOthers = async () => {
        while (!isSeen) {
          const other = uniqueName('other');
          await admin.createTopics({ waitForLeaders: false, topics: [{ topic: other, numPartitions: 20 }] });
          await untilLed(admin, [other]);
          await admin.deleteTopics({ topics: [other] });
        }
      };
      await Promise.all([look(), makeOthers()]);
      await admin.disconnect();
    }, 30_000);

    it('says so when no broker answers', async () => {
      await expect(withKafka(['127.0.0.1:1'], (read) => read.topics([topic]))).rejects.toThrow(/ECONNREFUSED/);
    }, 30_000);
  });
});
