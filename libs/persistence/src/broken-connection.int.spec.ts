import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { Database } from './database';
import { classifyDatabaseError } from './database-error';

const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const FIELDS = Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0');
const LENGTH = Buffer.alloc(4);
LENGTH.writeInt32BE(FIELDS.length + LENGTH.length);
/** What PostgreSQL says to whom it cuts off. */
const CUT_OFF = Buffer.concat([Buffer.from('E'), LENGTH, FIELDS]);

describe('a connection that is cut right after it was made', () => {
  let home: TestDatabase;
  let between: Server;
  let database: Database;
  let cutsNext = false;

  beforeAll(async () => {
    home = await testDatabase();
    const { hostname, port } = new URL(home.url);
    between = createServer((client) => {
      const server = connect(Number(port), hostname);
      const isCut = cutsNext;
      cutsNext = false;
      client.pipe(server);
      for (const socket of [client, server]) socket.on('error', () => client.destroy());
      server.on('data', (said) => {
        // In one piece: who reads it has not got the connection yet when he reads that it is none any more.
        if (isCut && said.subarray(-READY.length).equals(READY)) client.end(Buffer.concat([said, CUT_OFF]));
        else client.write(said);
      });
      client.on('close', () => server.destroy());
      server.on('close', () => client.destroy());
    });
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
    const url = Object.assign(new URL(home.url), {
      hostname: '127.0.0.1',
      port: String((between.address() as AddressInfo).port),
    });
    database = await Database.connect({ url: url.href, schema: 'public', applicationName: 'gateway', poolSize: 2 });
  });
  afterAll(async () => {
    await database?.close();
    between?.close();
    await home?.drop();
  });

  it('fails the statement that it was made for, as passing, and not the process; the next one gets another', async () => {
    await database.transaction(async (tx) => {
      // The one connection that there is is in use: the statement needs another.
      await tx.query('SELECT 1');
      cutsNext = true;
      const error: unknown = await database.query('SELECT 1').then(
        () => null,
        (failure: unknown) => failure,
      );
      expect([cutsNext, classifyDatabaseError(error)]).toEqual([false, 'transient']);
      expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    });
  });
});
