import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { eventually } from './eventually';
import { testDatabase } from './test-database';
import { uniqueName } from './unique-name';

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the servers of a test run', () => {
  it('gives each spec a database of its own, empty, and drops it with its connections', async () => {
    const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
    await query(one.url, 'CREATE TABLE note (text text)');
    expect(await query(other.url, "SELECT to_regclass('note')")).toEqual([{ to_regclass: null }]);

    const open = new Client({ connectionString: one.url });
    const cut = new Promise((resolve) => open.on('error', resolve));
    await open.connect();
    await one.drop();
    await cut;
    await other.drop();
    await expect(query(one.url, 'SELECT 1')).rejects.toThrow('does not exist');
  });

  it('gives each database an owner that makes tables and an application that is no more than one', async () => {
    const home = await testDatabase();
    await query(home.ownerUrl, 'CREATE SCHEMA notes');
    const wanted = 'SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user';
    for (const url of [home.ownerUrl, home.applicationUrl]) {
      expect(await query(url, wanted)).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
    }
    expect(new URL(home.applicationUrl).username).toBe(home.applicationRole);
    for (const statement of ['CREATE SCHEMA more', 'CREATE TABLE public.more (id int)']) {
      await expect(query(home.applicationUrl, statement)).rejects.toThrow('permission denied');
    }
    await home.drop();
    const left = `SELECT FROM pg_roles WHERE rolname = '${home.applicationRole}'`;
    expect(await query(process.env.TEST_DATABASE_URL ?? '', left)).toEqual([]);
  });

  it('has a Kafka that takes topics, and makes none by itself', async () => {
    const kafka = new Kafka({
      brokers: (process.env.TEST_KAFKA_BROKERS ?? '').split(','),
      logLevel: logLevel.NOTHING,
      retry: { retries: 2 },
    });
    const admin = kafka.admin();
    await admin.connect();
    const topic = uniqueName('testing');
    // Specs beside this one make topics too: the broker knows of each a moment after it was made.
    await admin.createTopics({ topics: [{ topic, numPartitions: 2 }], waitForLeaders: false });
    await eventually(async () =>
      expect((await admin.fetchTopicOffsets(topic)).map(({ high }) => high)).toEqual(['0', '0']),
    );
    const undeclared = uniqueName('undeclared');
    await expect(admin.fetchTopicMetadata({ topics: [undeclared] })).rejects.toThrow('does not host this topic');
    expect(await admin.listTopics()).not.toContain(undeclared);
    await admin.deleteTopics({ topics: [topic] });
    await eventually(async () => expect(await admin.listTopics()).not.toContain(topic));
    await admin.disconnect();
  });
});
