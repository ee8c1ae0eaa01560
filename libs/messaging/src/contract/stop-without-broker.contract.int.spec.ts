import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type Database, readOutbox } from '@gong-timeline/persistence';
import { eventually, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { connectKafka } from '../kafka/kafka-client';
import { tellNext } from './ledger';
import { numbered } from './numbered';
import { Testbed } from './testbed';

jest.setTimeout(30_000);
/** Longer than any of these specs waits. */
const PATIENT = { leaseMs: 120_000, sendTimeoutMs: 60_000 };

describe('stopping while no broker answers', () => {
  /** Takes every connection and answers nothing. */
  const mute = createServer();
  const callers: Socket[] = [];
  let brokers: string;
  let home: TestDatabase;
  let testbed: Testbed;
  let database: Database;

  beforeAll(async () => {
    mute.on('connection', (socket) => {
      callers.push(socket);
      socket.on('error', () => undefined);
    });
    mute.listen(0, '127.0.0.1');
    await once(mute, 'listening');
    brokers = `127.0.0.1:${(mute.address() as AddressInfo).port}`;
    home = await testDatabase();
    testbed = await Testbed.open({ home, brokers: process.env.TEST_KAFKA_BROKERS ?? '' });
    database = await testbed.database();
  });
  afterAll(async () => {
    await testbed?.close();
    mute.close();
    await home?.drop();
  });
  afterEach(() => callers.splice(0).forEach((socket) => socket.destroy()));
  const soon = async (stopping: Promise<void>): Promise<void> => {
    let isStopped = false;
    void stopping.then(() => (isStopped = true));
    await eventually(() => expect(isStopped).toBe(true));
  };

  it('waits for none of it, and leaves in the outbox what was to be sent', async () => {
    const event = numbered(uniqueName('mute'));
    const relay = testbed.relay(database, testbed.replica(brokers), PATIENT);
    await tellNext(database, event, ['key']);
    await eventually(() => expect(callers).not.toHaveLength(0));
    await soon(relay.stop());
    expect((await readOutbox(database)).map(({ topic }) => topic)).toEqual([event.topic]);
  });

  it('waits for no question whether it is there', async () => {
    const kafka = connectKafka({ brokers: [brokers], clientId: 'spec', log: testbed.log });
    const asked = expect(kafka.ping()).rejects.toThrow();
    await eventually(() => expect(callers).not.toHaveLength(0));
    await soon(kafka.close());
    mute.close();
    callers.forEach((socket) => socket.destroy());
    await asked;
  });
});
