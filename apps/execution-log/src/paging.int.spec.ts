import { randomInt, randomUUID } from 'node:crypto';
import { auditRecorded, INSTALLATION } from '@gong-timeline/contracts';
import { Clock } from '@gong-timeline/runtime';
import { type PagedList, pagingContract, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { JOB, type LogFixture, openLog } from '../test/execution-log';
import { AuditApi } from './audit.api';
import { CallsApi } from './calls.api';
import { JobsApi } from './jobs.api';
import { OutcomesApi } from './outcomes.api';
import { addAuditEntries } from './store/audit-entries';

const CALL = '7782342274025937895';
const CONNECTION = '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21';

describe('lists of the execution log', () => {
  let server: TestDatabase;
  let log: LogFixture;
  const clock = new Clock();

  beforeAll(async () => {
    server = await testDatabase('paging');
    log = await openLog(server);
  });
  afterAll(async () => {
    await log?.database.close();
    await server?.drop();
  });

  const inTenant = () => {
    const tenantId = uniqueName('acme');
    const write = (sql: string, parameters: unknown[]) =>
      log.database.within(tenantId).transaction((tx) => tx.query(sql, [tenantId, ...parameters]));
    const addJob = (jobId: string, rank: number) =>
      write('INSERT INTO jobs (tenant_id, job_id, connection_id, job_date) VALUES ($1, $2, $3, $4)', [
        jobId,
        CONNECTION,
        new Date(Date.now() - 3_600_000 + rank * 1000),
      ]);
    const addOutcome = (jobId: string, callId: string) =>
      write(
        `INSERT INTO outcomes (tenant_id, job_id, call_id, revision, attempt, code, message, redacted, recorded_at)
         VALUES ($1, $2, $3, 1, 1, 'synced.created', 'x', false, now())`,
        [jobId, callId],
      );
    const removeJob = async (jobId: string) => {
      await write('DELETE FROM outcomes WHERE tenant_id = $1 AND job_id = $2', [jobId]);
      await write('DELETE FROM jobs WHERE tenant_id = $1 AND job_id = $2', [jobId]);
    };
    const asked = (params: object, cursor: string | undefined, limit: number) =>
      ({ identity: { tenantId }, params, query: { cursor, limit } }) as never;
    return { tenantId, write, addJob, addOutcome, removeJob, asked };
  };

  pagingContract('jobs', async (): Promise<PagedList> => {
    const { addJob, removeJob, asked } = inTenant();
    const api = new JobsApi(log.database, clock);
    return {
      add: async (rank) => {
        const jobId = randomUUID();
        await addJob(jobId, rank);
        return jobId;
      },
      remove: removeJob,
      page: async (cursor, limit) => {
        const { items, nextCursor } = await api.list(asked({}, cursor, limit));
        return { ids: items.map(({ jobId }) => jobId), nextCursor };
      },
    };
  });

  pagingContract('calls of a job', async (): Promise<PagedList> => {
    const { addJob, addOutcome, write, asked } = inTenant();
    const api = new CallsApi(log.database, clock);
    await addJob(JOB, 0);
    return {
      add: async (rank) => {
        const callId = `${rank}${randomInt(1, 10 ** 9)}`;
        await addOutcome(JOB, callId);
        return callId;
      },
      remove: async (callId) => {
        await write('DELETE FROM outcomes WHERE tenant_id = $1 AND call_id = $2', [callId]);
      },
      page: async (cursor, limit) => {
        const { items, nextCursor } = await api.ofJob(asked({ jobId: JOB }, cursor, limit));
        return { ids: items.map(({ callId }) => callId), nextCursor };
      },
    };
  });

  pagingContract('outcomes of a call', async (): Promise<PagedList> => {
    const { addJob, addOutcome, removeJob, asked } = inTenant();
    const api = new CallsApi(log.database, clock);
    // Of a call that no job ever read there is no list.
    const last = randomUUID();
    await addJob(last, -1);
    await addOutcome(last, CALL);
    return {
      add: async (rank) => {
        const jobId = randomUUID();
        await addJob(jobId, rank);
        await addOutcome(jobId, CALL);
        return jobId;
      },
      remove: removeJob,
      page: async (cursor, limit) => {
        const { items, nextCursor } = await api.ofCall(asked({ callId: CALL }, cursor, limit));
        return { ids: items.map((outcome) => (outcome as { jobId: string }).jobId), nextCursor };
      },
    };
  });

  pagingContract('outcomes of all jobs', async (): Promise<PagedList> => {
    const { tenantId, addJob, addOutcome, write } = inTenant();
    const api = new OutcomesApi(log.database, clock);
    const jobs = new Map<number, string>();
    return {
      add: async (rank) => {
        const jobId = jobs.get(rank) ?? randomUUID();
        if (!jobs.has(rank)) await addJob(jobId, rank);
        jobs.set(rank, jobId);
        const callId = `${rank}${randomInt(1, 10 ** 9)}`;
        await addOutcome(jobId, callId);
        return callId;
      },
      remove: async (callId) => {
        await write('DELETE FROM outcomes WHERE tenant_id = $1 AND call_id = $2', [callId]);
      },
      page: async (cursor, limit) => {
        const query = { cursor, limit, count: 'created', from: '2020-01-01' };
        const { items, nextCursor } = await api.list({ identity: { tenantId }, query } as never);
        return { ids: items.map(({ callId }) => callId), nextCursor };
      },
    };
  });

  pagingContract('calls that a search finds', async (): Promise<PagedList> => {
    const { addJob, addOutcome, write, asked } = inTenant();
    const api = new CallsApi(log.database, clock);
    const jobs: string[] = [];
    for (const rank of [0, 1, 2, 3, 4, 5, 6]) {
      jobs.push(randomUUID());
      await addJob(String(jobs[rank]), rank);
    }
    return {
      // Read by the oldest job, too: it is one call all the same.
      add: async (rank) => {
        const callId = `${rank}${randomInt(1, 10 ** 9)}`;
        for (const jobId of new Set([jobs[0], jobs[rank]])) await addOutcome(String(jobId), callId);
        return callId;
      },
      remove: async (callId) => {
        await write('DELETE FROM outcomes WHERE tenant_id = $1 AND call_id = $2', [callId]);
      },
      page: async (cursor, limit) => {
        const input = asked({}, cursor, limit) as { query: object };
        const query = { ...input.query, search: 'x' };
        const { items, nextCursor } = await api.search({ ...input, query } as never);
        return { ids: items.map(({ callId }) => callId), nextCursor };
      },
    };
  });

  for (const whose of ['a tenant', 'the installation'] as const) {
    pagingContract(`the audit log of ${whose}`, async (): Promise<PagedList> => {
      const { tenantId: own, asked } = inTenant();
      const tenantId = whose === 'a tenant' ? own : INSTALLATION;
      const api = new AuditApi(log.database, clock);
      // Nothing is ever taken out of it, so a case tells its own entries by their object.
      const objectId = uniqueName('object');
      return {
        add: async (rank) => {
          const entryId = randomUUID();
          const at = new Date(Date.UTC(2026, 2, 3, 10, 0, rank)).toISOString();
          const data = { ...auditRecorded.example, entryId, at, objectId };
          const fact = { tenantId, correlationId: 'request-1', data } as never;
          await log.database.within(tenantId).transaction((tx) => addAuditEntries(tx, [fact]));
          return entryId;
        },
        page: async (cursor, limit) => {
          const input = asked({}, cursor, limit) as { query: object };
          const query = { ...input.query, objectId };
          const { items, nextCursor } = await api[whose === 'a tenant' ? 'list' : 'listOfInstallation']({
            ...input,
            query,
          } as never);
          return { ids: items.map(({ entryId }) => entryId), nextCursor };
        },
      };
    });
  }
});
