import type { Connection, Job } from '../../api/types';
import { isAllWell, lastSync } from './is-all-well';

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

describe('whether all is well', () => {
  it('says so with the last sync when it is', () => {
    expect(isAllWell([connection()], [job()])).toEqual({
      meaning: 'ok',
      words: 'All is well. The last sync read 214 calls',
      since: '2026-11-20T08:00:00Z',
      action: null,
    });
  });

  it('tells first that a connection needs to be authorized again', () => {
    const told = isAllWell([connection(), connection({ state: 'needs-reauthorization' })], [job({ status: 'Failed' })]);
    expect(told).toMatchObject({ meaning: 'failed', action: { label: 'Re-authorize' } });
    expect(told.words).toContain('The connection Acme Gong needs to be authorized again.');
  });

  it('tells a sync that was not read to its end, with its reason and the way to it', () => {
    const told = isAllWell([connection()], [job({ status: 'Failed', reason: 'Gong does not answer.' }), job()]);
    expect(told).toMatchObject({ meaning: 'failed', since: '2026-11-20T08:00:00Z' });
    expect(told.words).toContain('Gong does not answer.');
    expect(told.action?.to).toBe('/administration/timeline/integrations/execution-log/j1');
  });

  it('says since when syncs fail: since the first of those in a row', () => {
    const failed = { status: 'Failed', reason: 'Gong does not answer.' } as const;
    const jobs = [
      job({ ...failed, startedAt: '2026-11-20T08:00:00Z' }),
      job({ ...failed, startedAt: '2026-11-20T04:00:00Z' }),
      job({ startedAt: '2026-11-20T00:00:00Z' }),
      job({ ...failed, startedAt: '2026-11-19T20:00:00Z' }),
    ];
    expect(isAllWell([connection()], jobs).since).toBe('2026-11-20T04:00:00Z');
  });

  it('leads to Connectors while Gong is not connected', () => {
    expect(isAllWell([connection({ state: 'pending' })], [])).toMatchObject({ words: 'Gong is not connected yet.' });
  });

  it('goes by the last job that has ended and was no retry', () => {
    const jobs = [job({ jobId: 'r', trigger: 'retry' }), job({ jobId: 'n', status: 'Running' }), job({ jobId: 'o' })];
    expect(lastSync(jobs, 'c1')?.jobId).toBe('o');
    expect(lastSync(jobs, 'c2')).toBeUndefined();
  });
});
