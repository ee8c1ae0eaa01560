import { randomUUID } from 'node:crypto';
import type { Transaction } from '@gong-timeline/persistence';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { connect, makeSchema, queue, type Replica, startReplica } from '../../test/replica';
import type { Connection } from '../store/connection.table';
import { queueRun } from './start-run';

const noGong = { apiBaseUrl: 'http://127.0.0.1:1', token: async () => '' };

describe('the sync that a Save starts (S7)', () => {
  let home: TestDatabase;
  let replica: Replica;
  let connection: Connection;

  beforeAll(async () => {
    home = await testDatabase('gong-save');
    await makeSchema(home);
    replica = await startReplica(home, noGong);
  });
  afterAll(async () => {
    await replica?.close();
    await home?.drop();
  });
  beforeEach(async () => {
    await replica.outside.transaction((tx) => tx.query('DELETE FROM job'));
    connection = await connect(replica, noGong);
  });

  const save = (jobId: string, through: (tx: Transaction) => Transaction = (tx) => tx) =>
    replica.database
      .within(connection.tenantId)
      .transaction((tx) => queueRun(through(tx), connection, { jobId, trigger: 'save' }));
  /** Somebody takes the next job right after the first statement. */
  const takenMeanwhile = (tx: Transaction): Transaction => {
    let statements = 0;
    const query = async <R>(...asked: Parameters<Transaction['query']>): Promise<R[]> => {
      const rows = await tx.query<R>(...asked);
      if ((statements += 1) === 1) expect(await replica.take()).not.toBeNull();
      return rows;
    };
    return Object.assign(Object.create(tx), { query });
  };

  it('is the one that waits already, for it will begin with the new settings', async () => {
    const waiting = await queue(replica, connection, 'save');
    expect(await save(randomUUID())).toEqual({ jobId: waiting, alreadyRunning: true });
  });

  it('is a new one when the one that waited began at that very moment, with the old settings', async () => {
    await queue(replica, connection, 'save');
    const jobId = randomUUID();
    expect(await save(jobId, takenMeanwhile)).toEqual({ jobId, alreadyRunning: false });
  });
});
