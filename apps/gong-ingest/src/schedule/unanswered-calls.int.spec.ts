import { spawnNode, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { type Gong, type GongCompany, startGong } from '../../test/gong';
import { answer, callIds, only } from '../../test/outcomes';
import { connect, makeSchema, queue, type Replica, startReplica, type Told } from '../../test/replica';
import type { Connection } from '../store/connection.table';
import { UnansweredCalls } from './unanswered-calls';

const HOUR_MS = 3_600_000;

describe('calls that no outcome came back of (S28)', () => {
  let home: TestDatabase;
  let gong: Gong;
  let company: GongCompany;
  let one: Replica;
  let other: Replica;
  let connection: Connection;
  let firstJob: string;
  let told: Told[];

  beforeAll(async () => {
    [home, gong] = await Promise.all([testDatabase('gong-unanswered'), startGong(spawnNode)]);
    await makeSchema(home);
  });
  afterAll(async () => {
    await gong?.stop();
    await home?.drop();
  });
  beforeEach(async () => {
    company = await gong.company(uniqueName('company'), 0);
    [one, other] = await Promise.all([startReplica(home, company), startReplica(home, company)]);
    await one.outside.transaction(async (tx) => {
      for (const table of ['job', 'outbox', 'connection', 'retry_wanted', 'call_state'])
        await tx.query(`DELETE FROM ${table}`);
    });
    connection = await connect(one, company);
    for (let added = 0; added < 3; added++) await company.addCall({ template: 'usual' });
    firstJob = await queue(one, connection);
    await one.runDue();
    told = (await one.told()).filter(({ type }) => type === 'gong.call-captured.v1');
  });
  afterEach(() => Promise.all([one.close(), other.close()]));

  const turnAt = async (hours: number) => {
    one.clock.aheadMs = other.clock.aheadMs = hours * HOUR_MS;
    const turns = [one, other].map(({ database, clock, parts }) =>
      new UnansweredCalls({ database, clock, log: parts.log }).turn(),
    );
    return Promise.all(turns);
  };
  const wanted = async () => {
    const rows = await one.outside.query<{ call_id: string; job_id: string }>(
      'SELECT call_id, job_id FROM retry_wanted ORDER BY call_id',
    );
    return rows.map(({ call_id, job_id }) => ({ callId: call_id, jobId: job_id }));
  };

  it('are read at Gong again once their facts have expired on every topic, though the look-back is over, once', async () => {
    const [answered, ...lost] = told as [Told, ...Told[]];
    await answer(one, [answered], 'company.not-found');
    await turnAt(75);
    expect(await wanted()).toEqual([]);

    await turnAt(77);
    const ids = callIds(lost).sort();
    expect(await wanted()).toEqual(ids.map((callId) => ({ callId, jobId: firstJob })));
    await turnAt(78);
    expect(await wanted()).toHaveLength(2);

    // No run over the window comes before it.
    await one.outside.query(`UPDATE connection SET last_slot_at = '2100-01-01'`);
    await one.scheduler.turn();
    await one.runDue();
    const again = await one.told();
    const retry = only(again, 'job-started').find(({ trigger }) => trigger === 'retry');
    expect(retry?.retries.map(({ callId }: { callId: string }) => callId).sort()).toEqual(ids);
    expect(
      again.filter(({ type, data }) => type === 'gong.call-captured.v1' && data.jobId === retry?.jobId).length,
    ).toBe(2);
    await turnAt(79);
    expect(await wanted()).toEqual([]);
  });

  it('are let go with their connection', async () => {
    await one.outside.query(`UPDATE connection SET state = 'revoked'`);
    await turnAt(77);
    expect(await wanted()).toEqual([]);
  });

  it('are none of those whose outcome came, whatever it was', async () => {
    await answer(one, told, 'synced.created');
    await turnAt(1_000);
    expect(await wanted()).toEqual([]);
  });
});
