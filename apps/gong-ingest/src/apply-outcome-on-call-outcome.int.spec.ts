import { randomUUID } from 'node:crypto';
import { type CallOutcomeData, callOutcome, retryWanted } from '@gong-timeline/contracts';
import type { OutcomeCode } from '@gong-timeline/domain';
import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { deliver, factOf } from '../test/facts';
import { makeSchema, type Replica, startReplica } from '../test/replica';
import { applyOutcomeOnCallOutcome as apply } from './apply-outcome-on-call-outcome';
import { startRetryOnRetryWanted as retry } from './start-retry-on-retry-wanted';
import { knownCalls, saveReadCalls } from './store/call-state.store';

const noGong = { apiBaseUrl: 'http://127.0.0.1:1', token: async () => '' };

describe('what becomes of a call', () => {
  let home: TestDatabase;
  let replica: Replica;
  let tenantId: string;
  const connectionId = randomUUID();
  const jobId = randomUUID();

  beforeAll(async () => {
    home = await testDatabase('gong-outcomes');
    await makeSchema(home);
    replica = await startReplica(home, noGong);
    // How far away a retry is is counted from when it was asked for, however long the spec takes to look.
    replica.clock.hold();
  });
  afterAll(async () => {
    await replica.close();
    await home.drop();
  });
  beforeEach(async () => {
    tenantId = `tenant-${randomUUID()}`;
    await read('1', 1);
  });

  const read = (callId: string, revision: number, more: { withheld?: boolean; by?: string } = {}) =>
    replica.database.within(tenantId).transaction((tx) =>
      saveReadCalls(tx, { tenantId, connectionId, jobId: more.by ?? jobId }, [
        {
          callId,
          revision,
          attempt: revision,
          capturedHash: `h${revision}`,
          withheld: more.withheld ?? false,
          byHand: false,
        },
      ]),
    );
  const outcome = (code: OutcomeCode, revision = 1, more: Partial<CallOutcomeData> = {}) => {
    const isSynced = code.startsWith('synced.');
    return factOf(
      callOutcome,
      tenantId,
      {
        ...callOutcome.example,
        callId: '1',
        connectionId,
        jobId,
        code,
        revision,
        snapshotHash: isSynced ? `h${revision}` : null,
        company: isSynced ? { gsid: randomUUID(), name: 'Northwind' } : null,
        ...more,
      },
      { source: 'timeline-writer' },
    );
  };
  const state = async (callId = '1') => {
    const known = await replica.database.within(tenantId).transaction((tx) => knownCalls(tx, tenantId, [callId]));
    const call = known.get(callId);
    return call && { hash: call.timelineHash, company: call.company?.name ?? null };
  };
  const waiting = async () =>
    replica.outside.query<{ call_id: string; job_id: string; in_s: number }>(
      `SELECT call_id, job_id, extract(epoch FROM due_at - $2::timestamptz)::float8 AS in_s
       FROM retry_wanted WHERE tenant_id = $1 ORDER BY call_id`,
      [tenantId, replica.clock.now()],
    );

  describe('is remembered from its outcome (S10)', () => {
    it('when it is on the Timeline, and again when the outcome comes twice', async () => {
      await deliver(replica.database, apply, outcome('synced.created'));
      await deliver(replica.database, apply, outcome('synced.created'));
      expect(await state()).toEqual({ hash: 'h1', company: 'Northwind' });
    });

    it('but not from one that comes late', async () => {
      await read('1', 2);
      await deliver(replica.database, apply, outcome('synced.updated', 2));
      expect(await deliver(replica.database, apply, outcome('synced.created', 1))).toEqual([
        'older than what was applied',
      ]);
      expect(await state()).toMatchObject({ hash: 'h2' });
    });

    it('and wiped when it turns private, whatever comes late', async () => {
      await deliver(replica.database, apply, outcome('synced.created'));
      await read('1', 2, { withheld: true });
      expect(await state()).toEqual({ hash: null, company: null });
      expect(await deliver(replica.database, apply, outcome('synced.updated', 1))).toEqual(['withheld since']);
      await deliver(replica.database, apply, outcome('skipped.private', 2));
      expect(await state()).toEqual({ hash: null, company: null });
    });

    it('and not touched by what this app told itself, by calls it never read, or by another tenant', async () => {
      const own = { ...outcome('synced.unchanged'), source: 'gong-ingest' };
      expect(await deliver(replica.database, apply, own)).toEqual(['our own: nothing changed']);
      const unread = outcome('synced.created', 1, { callId: '99' });
      expect(await deliver(replica.database, apply, unread)).toEqual(['unknown call']);
      const strangers = { ...outcome('synced.created'), tenantId: 'stranger' };
      expect(await deliver(replica.database, apply, strangers)).toEqual(['unknown call']);
      expect(await state()).toEqual({ hash: null, company: null });
    });

    it('of many calls at once, each its own', async () => {
      const ids = Array.from({ length: 50 }, (_, at) => String(at + 1));
      for (const id of ids) await read(id, 1);
      const facts = ids.map((callId) => outcome('synced.created', 1, { callId, snapshotHash: `hash of ${callId}` }));
      await deliver(replica.database, apply, ...facts.reverse());
      for (const id of ids) expect(await state(id)).toMatchObject({ hash: `hash of ${id}` });
    });

    it('wholly or not at all', async () => {
      const failing = replica.database.within(tenantId).transaction(async (tx) => {
        const step = { tx, now: tx.now, tell: () => undefined, ignore: () => undefined };
        await apply([outcome('synced.created')], step);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await state()).toMatchObject({ hash: null });
    });
  });

  describe('after an internal error is tried again (S28)', () => {
    it('with growing pauses, asked for once however often the outcome comes', async () => {
      await deliver(replica.database, apply, outcome('internal.error'));
      expect(await deliver(replica.database, apply, outcome('internal.error'))).toEqual(['heard before']);
      expect(await waiting()).toEqual([{ call_id: '1', job_id: jobId, in_s: 30 }]);
      await replica.outside.query('DELETE FROM retry_wanted WHERE tenant_id = $1', [tenantId]);
      await read('1', 2);
      await deliver(replica.database, apply, outcome('internal.error', 2));
      expect((await waiting())[0]?.in_s).toBe(120);
    });

    it('unless a later run has read it again already', async () => {
      await read('1', 2, { by: randomUUID() });
      await deliver(replica.database, apply, outcome('internal.error'));
      expect(await waiting()).toEqual([]);
    });
  });

  describe('that is wanted again', () => {
    const wanted = (callId = '1', by = jobId) =>
      factOf(retryWanted, tenantId, { callId, connectionId, jobId: by, reason: 'A User was created.' });

    it('waits for a moment, so that what comes together is read together, once', async () => {
      await read('2', 1);
      expect(await deliver(replica.database, retry, wanted('1'), wanted('2'))).toEqual([]);
      expect(await deliver(replica.database, retry, wanted('1'))).toEqual([]);
      expect(await waiting()).toEqual([
        { call_id: '1', job_id: jobId, in_s: 1 },
        { call_id: '2', job_id: jobId, in_s: 1 },
      ]);
    });

    it('comes before a pause that was longer', async () => {
      await deliver(replica.database, apply, outcome('internal.error'));
      await deliver(replica.database, retry, wanted());
      expect(await waiting()).toEqual([{ call_id: '1', job_id: jobId, in_s: 1 }]);
    });

    it('is left alone when it was read again since, or was never read', async () => {
      await read('1', 2, { by: randomUUID() });
      expect(await deliver(replica.database, retry, wanted())).toEqual(['read again since']);
      expect(await deliver(replica.database, retry, wanted('99'))).toEqual(['unknown call']);
      expect(await waiting()).toEqual([]);
    });

    it('needs no second retry while one has taken it', async () => {
      await deliver(replica.database, retry, wanted());
      const running = randomUUID();
      await replica.outside.query('UPDATE retry_wanted SET retry_job_id = $2 WHERE tenant_id = $1', [
        tenantId,
        running,
      ]);
      await deliver(replica.database, retry, wanted());
      expect(await waiting()).toHaveLength(1);
      const [row] = await replica.outside.query('SELECT retry_job_id FROM retry_wanted WHERE tenant_id = $1', [
        tenantId,
      ]);
      expect(row).toEqual({ retry_job_id: running });
    });

    it('leaves nothing behind when the transaction fails', async () => {
      const failing = replica.database.within(tenantId).transaction(async (tx) => {
        await retry([wanted()], { tx, now: tx.now, tell: () => undefined, ignore: () => undefined });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await waiting()).toEqual([]);
    });
  });
});
