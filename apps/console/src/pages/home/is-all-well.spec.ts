import type { Connection, Job } from '../../api/types';
import { isAllWell } from './is-all-well';

const connection = (more: Partial<Connection> = {}): Connection => ({
  connectionId: 'c1',
  connector: 'gong',
  name: 'Acme Gong',
  state: 'active',
  stateReason: null,
  apiBaseUrl: null,
  scopes: [],
  createdAt: '2026-11-01T00:00:00Z',
  authorizedAt: null,
  notices: [],
  ...more,
});
const job = (more: Partial<Job> = {}): Job =>
  ({
    jobId: 'j1',
    connectionId: 'c1',
    connectionName: 'Acme Gong',
    trigger: 'schedule',
    status: 'Success',
    startedAt: '2026-11-20T08:00:00Z',
    reason: null,
    counts: { read: 214, created: 214, updated: 0, unchanged: 0, skipped: 0, failed: 0, waiting: 0 },
    ...more,
  }) as Job;

const told = (connections: readonly Connection[], jobs: readonly Job[], last = jobs[0] ?? null) =>
  isAllWell(connections, new Map([['c1', last]]), jobs);

describe('whether all is well', () => {
  it('says so with the last sync when it is', () => {
    expect(told([connection()], [job()])).toEqual({
      meaning: 'ok',
      words: 'All is well. The last sync read 214 calls',
      since: '2026-11-20T08:00:00Z',
      action: { label: 'See its calls', to: '/administration/timeline/integrations/execution-log/j1' },
    });
  });

  it('tells first that a connection needs to be authorized again', () => {
    const lost = told([connection(), connection({ state: 'needs-reauthorization' })], [job({ status: 'Failed' })]);
    expect(lost).toMatchObject({ meaning: 'failed', action: { label: 'Re-authorize' } });
    expect(lost.words).toContain('The connection Acme Gong needs to be authorized again.');
  });

  it('tells a sync that was not read to its end, with its reason and the way to it', () => {
    const broken = told([connection()], [job({ status: 'Failed', reason: 'Gong does not answer.' }), job()]);
    expect(broken).toMatchObject({ meaning: 'failed', since: '2026-11-20T08:00:00Z' });
    expect(broken.words).toContain('Gong does not answer.');
    expect(broken.action?.to).toBe('/administration/timeline/integrations/execution-log/j1');
  });

  it('says since when syncs fail: since the first of those in a row', () => {
    const failed = { status: 'Failed', reason: 'Gong does not answer.' } as const;
    const jobs = [
      job({ ...failed, startedAt: '2026-11-20T08:00:00Z' }),
      job({ ...failed, startedAt: '2026-11-20T04:00:00Z' }),
      job({ startedAt: '2026-11-20T00:00:00Z' }),
      job({ ...failed, startedAt: '2026-11-19T20:00:00Z' }),
    ];
    expect(told([connection()], jobs).since).toBe('2026-11-20T04:00:00Z');
  });

  it('leads to Connectors while Gong is not connected', () => {
    expect(told([connection({ state: 'pending' })], [])).toMatchObject({ words: 'Gong is not connected yet.' });
  });

  it('goes by the last sync of each connection, which may be older than the newest jobs of all (S29)', () => {
    const retries = Array.from({ length: 200 }, () => job({ jobId: 'r', trigger: 'retry', status: 'Failed' }));
    expect(told([connection()], retries, job({ jobId: 'old' }))).toMatchObject({ meaning: 'ok' });
    expect(told([connection()], retries, null)).toMatchObject({ words: 'Connected. No sync has run yet.' });
  });
});
