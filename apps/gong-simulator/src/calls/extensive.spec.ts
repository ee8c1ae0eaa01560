import type { Json, TestCompany } from '../../spec/simulator-client';
import { enter, fullContent, now, readAll, startForSpec } from '../../spec/simulator-client';
import type { RunningSimulator } from '../start-simulator';

let running: RunningSimulator;
let acme: TestCompany;
const extensive = '/v2/calls/extensive';

beforeAll(async () => {
  running = await startForSpec('acme:420:90d,bench:250000:30d:clean');
  acme = await enter(running, 'acme');
});
afterAll(() => running.stop());

const ids = (calls: Json[]) => calls.map((call) => call['metaData']?.['id'] as string);
const startOf = (call: Json | undefined) => call?.['metaData']?.['started'] as string;

describe('POST /v2/calls/extensive', () => {
  it('gives every call once, in pages of a hundred, with the cursor only while more remain', async () => {
    const pages = await readAll(acme);
    expect(pages.map((page) => page.length)).toEqual([100, 100, 100, 100, 20]);
    expect(new Set(pages.flatMap(ids)).size).toBe(420);
  });

  it('counts pages from 0 and keeps the total of the first page', async () => {
    const first = await acme.post(extensive, { filter: {} });
    expect(first.json['records']).toMatchObject({ totalRecords: 420, currentPageSize: 100, currentPageNumber: 0 });
    const second = await acme.post(extensive, { filter: {}, cursor: first.json['records']?.['cursor'] });
    expect(second.json['records']).toMatchObject({ totalRecords: 420, currentPageSize: 100, currentPageNumber: 1 });
  });

  it('passes over a cursor in the query: page 1 again', async () => {
    const first = await acme.post(extensive, { filter: {} });
    const again = await acme.post(`${extensive}?cursor=${first.json['records']?.['cursor']}`, { filter: {} });
    expect(ids(again.json['calls'] ?? [])).toEqual(ids(first.json['calls'] ?? []));
    expect(again.json['records']?.['currentPageNumber']).toBe(0);
  });

  it('takes a window with its beginning and without its end', async () => {
    const calls = (await readAll(acme)).flat();
    const [from, to] = [startOf(calls[120]), startOf(calls[140])];
    const window = (await readAll(acme, { fromDateTime: from, toDateTime: to })).flat();
    expect(ids(window)).toEqual(ids(calls.slice(120, 140)));
  });

  it('leads to any window of many calls without delay', async () => {
    const bench = await enter(running, 'bench');
    const filter = { fromDateTime: '2026-03-20T00:00:00Z', toDateTime: '2026-03-20T01:00:00Z' };
    const calls = (await readAll(bench, filter)).flat();
    expect(calls.length).toBeGreaterThan(300);
    for (const call of calls) expect(Date.parse(startOf(call))).toBeGreaterThanOrEqual(Date.parse(filter.fromDateTime));
    for (const call of calls) expect(Date.parse(startOf(call))).toBeLessThan(Date.parse(filter.toDateTime));
  });

  it('filters by call ids, owner and workspace', async () => {
    const calls = (await readAll(acme)).flat();
    const some = [calls[300], calls[7], calls[77]].map((call) => call as Json);
    const byId = (await readAll(acme, { callIds: [...ids(some), '123456789012345678'] })).flat();
    expect(ids(byId).sort()).toEqual(ids(some).sort());
    const owner = calls[7]?.['metaData']?.['primaryUserId'];
    const byOwner = (await readAll(acme, { primaryUserIds: [owner] })).flat();
    expect(byOwner).toHaveLength(calls.filter((call) => call['metaData']?.['primaryUserId'] === owner).length);
    const workspace = calls[7]?.['metaData']?.['workspaceId'];
    const inWorkspace = await readAll(acme, { workspaceId: workspace });
    expect(inWorkspace.flat()).toHaveLength(
      calls.filter((call) => call['metaData']?.['workspaceId'] === workspace).length,
    );
    expect(inWorkspace.flat().length).toBeLessThan(420);
  });

  it('pages through more than a hundred call ids', async () => {
    const calls = (await readAll(acme)).flat();
    const pages = await readAll(acme, { callIds: ids(calls.slice(0, 150)) });
    expect(pages.map((page) => page.length)).toEqual([100, 50]);
  });

  it('shows only what was asked for', async () => {
    const [bare] = (await acme.post(extensive, { filter: {} })).json['calls'] as Json[];
    expect(Object.keys(bare as object)).toEqual(['metaData']);
    const [full] = (await acme.post(extensive, { filter: {}, contentSelector: fullContent })).json['calls'] as Json[];
    expect(Object.keys(full as object)).toEqual(expect.arrayContaining(['metaData', 'context', 'content']));
  });

  it('writes ids as text, times with a numeric offset, and shows private calls', async () => {
    const calls = (await readAll(acme)).flat();
    for (const call of calls) {
      expect(call['metaData']?.['id']).toMatch(/^\d{18,19}$/);
      expect(startOf(call)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}|\.\d{6})?[+-]\d\d:\d\d$/);
    }
    expect(calls.filter((call) => call['metaData']?.['isPrivate'] === true).length).toBeGreaterThanOrEqual(20);
  });

  it.each([
    [{ filter: { fromDateTime: '2030-01-01T00:00:00Z' } }, 404, 'No calls found corresponding to the provided filters'],
    [{ filter: { callIds: ['123456789012345678'] } }, 404, 'No calls found corresponding to the provided filters'],
    [{ filter: { callIds: [] } }, 400, 'callIds: must not be empty'],
    [{ filter: { callIds: [7] } }, 400, 'callIds[0]: must be a string of up to 20 digits'],
    [{ filter: { fromDateTime: now, toDateTime: now } }, 400, 'fromDateTime must be before toDateTime'],
    [
      { filter: { fromDateTime: '2026-01-01' } },
      400,
      'fromDateTime: must be an ISO-8601 date and time with an offset or Z',
    ],
    [{}, 400, 'filter: must not be null'],
    [{ filter: {}, cursor: 'eyJh.eyJh.c2ln' }, 400, 'Failed to verify cursor'],
    [
      { filter: {}, contentSelector: { context: 'All' } },
      400,
      'contentSelector.context: must be one of None, Basic, Extended',
    ],
    [
      { filter: {}, contentSelector: { context: 'Basic', contextTiming: ['Now'] } },
      400,
      'contentSelector.contextTiming: can be provided only when context is Extended',
    ],
  ])('refuses in the error envelope: %j', async (body, status, message) => {
    const reply = await acme.post(extensive, body);
    expect(reply.status).toBe(status);
    expect(reply.json).toEqual({ requestId: reply.headers.get('x-traceid'), errors: [message] });
  });

  it('refuses a cursor with another filter', async () => {
    const first = await acme.post(extensive, { filter: {} });
    const cursor = first.json['records']?.['cursor'];
    const other = await acme.post(extensive, { filter: { toDateTime: now }, cursor });
    expect([other.status, other.json['errors']]).toEqual([400, ['Failed to verify cursor']]);
  });
});

describe('the other paths of calls', () => {
  it('GET /v2/calls lists web conferences by their scheduled time', async () => {
    const calls = (await readAll(acme)).flat().map((call) => call['metaData'] as Json);
    const meeting = calls.find(
      (meta) =>
        meta['direction'] === 'Conference' &&
        Date.parse(meta['started'] as string) - Date.parse(meta['scheduled'] as string) > 60_000,
    ) as Json;
    const scheduled = Date.parse(meeting['scheduled'] as string);
    const query = new URLSearchParams({
      fromDateTime: new Date(scheduled).toISOString(),
      toDateTime: new Date(scheduled + 1000).toISOString(),
    });
    const listed = await acme.get(`/v2/calls?${query}`);
    expect((listed.json['calls'] as Json[]).map((call) => call['id'])).toContain(meeting['id']);
    const found = await acme.post(extensive, { filter: Object.fromEntries(query) });
    expect(found.status).toBe(404);
  });

  it('GET /v2/calls takes its cursor from the query', async () => {
    const first = await acme.get('/v2/calls');
    const second = await acme.get(`/v2/calls?cursor=${first.json['records']?.['cursor']}`);
    expect(second.json['records']).toMatchObject({ currentPageNumber: 1, totalRecords: 420 });
  });

  it('GET /v2/calls/{id} finds a call, and misses one in words of its own', async () => {
    const [call] = (await acme.get('/v2/calls')).json['calls'] as Json[];
    expect((await acme.get(`/v2/calls/${call?.['id']}`)).json['call']).toEqual(call);
    const missed = await acme.get('/v2/calls/894411314421502864');
    expect([missed.status, missed.json['errors']]).toEqual([404, ['Call ID 894411314421502864 was not found']]);
  });

  it('POST /v2/calls/transcript speaks in milliseconds', async () => {
    const { json } = await acme.post('/v2/calls/transcript', { filter: {} });
    const transcripts = json['callTranscripts'] as Json[];
    expect(transcripts).toHaveLength(100);
    const sentences = transcripts
      .flatMap((one) => one['transcript'] as Json[])
      .flatMap((turn) => turn['sentences'] as Json[]);
    expect(sentences.length).toBeGreaterThan(400);
    for (const sentence of sentences) expect(sentence['end']).toBeGreaterThan(sentence['start'] as number);
    expect(Math.max(...sentences.map((sentence) => sentence['end'] as number))).toBeGreaterThan(20_000);
  });

  it('answers 404 in other words for a path or a company that does not exist', async () => {
    expect((await acme.get('/v2/meetings')).json['errors']).toEqual(['HTTP 404 Not Found']);
    expect((await acme.get('/v2/calls/extensive')).status).toBe(405);
  });
});
