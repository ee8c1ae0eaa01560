import {
  type CallFailed,
  type Connection,
  connect,
  timeline as messages,
  TimelineService,
} from '@gong-timeline/client';
import type { RunningService } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Module } from '@nestjs/common';
import { openTimeline, resolved, type TimelineFixture, withheld } from '../test/timeline';
import { headersFor, serveTimeline } from '../test/serve-timeline';
import { redactActivityOnCallWithheld as redact } from './redact-activity-on-call-withheld';
import { timelineRpcs } from './rpc/timeline-rpcs';
import { TimelineApi } from './timeline.api';
import { TimelinesApi } from './timelines.api';
import { writeActivityOnCallResolved as write } from './write-activity-on-call-resolved';

@Module({ controllers: [TimelineApi, TimelinesApi] })
class TimelineModule {}

const NORTHWIND = { gsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f', name: 'Northwind Ltd' };
const OTHER = { gsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e60', name: 'Other Inc' };
const ANA = { gsid: '018f2c1a-7b3d-7c11-9e55-000000000001', name: 'Ana Host', emailAddress: 'ana@vendor.example' };
const BO = { gsid: '018f2c1a-7b3d-7c11-9e55-000000000002', name: 'Bo Cäsar', emailAddress: null };
const LI = { gsid: null, name: 'Li "The 100%" Wei', emailAddress: 'li@northwind.example' };

const NO_NOTES = { brief: null, keyPoints: [], nextSteps: [] };

let server: TestDatabase;
let timeline: TimelineFixture;
let service: RunningService;
let grpc: Connection;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('filtered');
  timeline = await openTimeline(server);
  service = await serveTimeline(server, { module: TimelineModule, grpc: timelineRpcs });
  grpc = connect({ address: String(service.grpcAddress), token: '' });
});
beforeEach(async () => {
  tenant = uniqueName('acme');
  const call = (callId: string, startedAt: string, more: Parameters<typeof resolved>[1]) =>
    resolved(tenant, {
      company: NORTHWIND,
      ...more,
      callId,
      content: { startedAt, trackers: [], notes: NO_NOTES, ...more?.content },
    });
  await timeline.hear(write, [
    call('1', '2026-03-01T10:00:00Z', { author: ANA, content: { title: 'Renewal 50%' }, attendees: people(LI) }),
    call('2', '2026-03-02T23:30:00Z', { author: BO, content: { title: 'Kick_off' }, attendees: people() }),
    call('3', '2026-03-03T10:00:00Z', {
      author: ANA,
      content: { title: 'Weekly', trackers: [tracker('Pricing')] },
      attendees: people(),
    }),
    call('4', '2026-03-03T11:00:00Z', {
      author: BO,
      company: OTHER,
      content: { title: 'Renewal' },
      attendees: people(),
    }),
  ]);
});
afterAll(async () => {
  grpc?.close();
  await service?.stop();
  await timeline?.database.close();
  await server?.drop();
});

const people = (...external: (typeof LI)[]) => ({ internal: [], external });
const tracker = (name: string) => ({ name, type: 'KEYWORD', count: 1, phrases: [], occurrences: [4] });
interface Body {
  items: { callId: string }[];
  nextCursor: string | null;
}
const get = async (path: string, as = tenant): Promise<Body & { status: number }> => {
  const response = await fetch(service.url + path, { headers: headersFor(as) });
  return { status: response.status, ...((await response.json()) as Body) };
};
const found = async (query: Record<string, string>, path = `/api/companies/${NORTHWIND.gsid}/activities`) =>
  (await get(`${path}?${new URLSearchParams(query).toString()}`)).items.map(({ callId }) => callId);

describe('a Timeline that is searched and filtered (S12, S13)', () => {
  it.each([
    ['renewal', ['1']],
    ['50%', ['1']],
    ['5%', []],
    ['k_off', ['2']],
    ['w_off', []],
    ['CÄSAR', ['2']],
    ['ana@VENDOR', ['3', '1']],
    ['li "the 100%"', ['1']],
    ['li@north', ['1']],
    ['pricing', ['3']],
    ['3', ['3']],
    ['activityType', []],
    ['northwind ltd', []],
  ])(
    'finds by %j in subject, notes, people and trackers, or by the whole call id, and by nothing else',
    async (search, ids) => {
      expect(await found({ search })).toEqual(ids);
    },
  );

  it('is filtered by authors and types, one or several', async () => {
    expect(await found({ authorGsid: ANA.gsid })).toEqual(['3', '1']);
    expect(await found({ authorGsid: `${ANA.gsid},${BO.gsid}` })).toEqual(['3', '2', '1']);
    expect(await found({ activityTypeId: 'call' })).toEqual([]);
    expect(await found({ activityTypeId: 'call,meeting', search: 'renewal' })).toEqual(['1']);
    expect(await found({ search: 'renewal' }, '/api/activities')).toEqual(['4', '1']);
  });

  it('is filtered by whole days of the zone that was chosen', async () => {
    expect(await found({ from: '2026-03-02', to: '2026-03-02' })).toEqual(['2']);
    expect(await found({ from: '2026-03-03', timeZone: 'Europe/Berlin' })).toEqual(['3', '2']);
    expect(await found({ to: '2026-03-01' })).toEqual(['1']);
  });

  it('gives cursors that go on in this very filter only', async () => {
    const path = `/api/companies/${NORTHWIND.gsid}/activities?limit=1`;
    const { nextCursor } = await get(`${path}&authorGsid=${ANA.gsid}`);
    expect(await get(`${path}&authorGsid=${ANA.gsid}&cursor=${nextCursor}`)).toMatchObject({
      items: [{ callId: '1' }],
    });
    expect(await get(`${path}&cursor=${nextCursor}`)).toMatchObject({
      status: 400,
      errors: [{ field: 'query.cursor' }],
    });
  });

  it.each(['from=2026-02-30', 'timeZone=Mars/Olympus', 'authorGsid=ana'])('refuses %s by its field', async (query) => {
    const field = `query.${query.split('=')[0]}`;
    expect(await get(`/api/activities?${query}`)).toMatchObject({ status: 400, errors: [{ field }] });
  });

  it('says what it holds, without what was redacted (S9), to its own tenant only (X3)', async () => {
    const path = `/api/companies/${NORTHWIND.gsid}/timeline`;
    expect(await get(path)).toMatchObject({
      activities: 3,
      latestAt: '2026-03-03T10:00:00.000Z',
      activityTypes: [{ id: 'meeting', name: 'Meeting', activities: 3 }],
      authors: [
        { id: ANA.gsid, name: 'Ana Host', activities: 2 },
        { id: BO.gsid, name: 'Bo Cäsar', activities: 1 },
      ],
    });
    await timeline.hear(redact, [withheld(tenant, { callId: '2', revision: 2 })]);
    expect(await get(path)).toMatchObject({ activities: 2, authors: [{ name: 'Ana Host' }] });
    expect(await found({ search: 'kick' })).toEqual([]);
    expect(await get(path, uniqueName('other'))).toMatchObject({ activities: 0, latestAt: null, authors: [] });
  });

  it('counts the Activities of each company that is asked about', async () => {
    const none = '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e00';
    const { items } = await get(`/api/activity-counts?companyGsids=${none},${OTHER.gsid},${NORTHWIND.gsid}`);
    expect(items).toEqual([
      { companyGsid: none, activities: 0, latestAt: null },
      { companyGsid: OTHER.gsid, activities: 1, latestAt: '2026-03-03T11:00:00.000Z' },
      { companyGsid: NORTHWIND.gsid, activities: 3, latestAt: '2026-03-03T10:00:00.000Z' },
    ]);
  });
});

type Filters = Partial<messages.ListActivitiesRequest>;

describe('the same filters over gRPC (X2)', () => {
  const list = (filters: Filters) =>
    grpc.call(TimelineService.listActivities, messages.ListActivitiesRequest.create(filters), {
      metadata: headersFor(tenant),
    });
  const refused = (filters: Filters) =>
    list(filters).then(
      () => Promise.reject(new Error('It was not refused')),
      ({ status, code, fields }: CallFailed) => [status, code, ...fields.map(({ field }) => field)],
    );
  const INVALID = ['INVALID_ARGUMENT', 'request.invalid'];

  it.each<[Record<string, string>, Filters]>([
    [{ search: ' CÄSAR ' }, { search: ' CÄSAR ' }],
    [{ search: '50%' }, { search: '50%' }],
    [{ search: '  ' }, { search: '  ' }],
    [{ search: '3' }, { search: '3' }],
    [{ authorGsid: ANA.gsid }, { authorGsids: [ANA.gsid] }],
    [{ authorGsid: `${ANA.gsid},${BO.gsid}` }, { authorGsids: [ANA.gsid, BO.gsid] }],
    [{ activityTypeId: 'call' }, { activityTypeIds: ['call'] }],
    [
      { activityTypeId: 'call,meeting', search: 'renewal' },
      { activityTypeIds: ['call', 'meeting'], search: 'renewal' },
    ],
    [
      { from: '2026-03-02', to: '2026-03-02' },
      { startedFrom: '2026-03-02', startedTo: '2026-03-02' },
    ],
    [
      { from: '2026-03-03', timeZone: 'Europe/Berlin' },
      { startedFrom: '2026-03-03', timeZone: 'Europe/Berlin' },
    ],
    [{ to: '2026-03-03T10:00:00+00:00' }, { startedTo: '2026-03-03T10:00:00+00:00' }],
  ])('find with %j what HTTP finds, in its order', async (query, filters) => {
    const ofCompany = { companyGsid: NORTHWIND.gsid, ...filters };
    expect((await list(ofCompany)).activities.map(({ callId }) => callId)).toEqual(await found(query));
    const all = await found(query, '/api/activities');
    expect((await list(filters)).activities.map(({ callId }) => callId)).toEqual(all);
  });

  it.each<[string, Filters, string]>([
    ['a day that there is not', { startedFrom: '2026-02-30' }, 'started_from'],
    ['a time without an offset', { startedTo: '2026-03-02T10:00:00' }, 'started_to'],
    ['a span upside down', { startedFrom: '2026-03-03', startedTo: '2026-03-02' }, 'started_to'],
    ['a zone that there is not', { timeZone: 'Mars/Olympus' }, 'time_zone'],
    ['an author that is no GSID', { authorGsids: [ANA.gsid, 'ana'] }, 'author_gsids[1]'],
    ['an empty type', { activityTypeIds: [''] }, 'activity_type_ids[0]'],
    ['two types in one text', { activityTypeIds: ['call,meeting'] }, 'activity_type_ids[0]'],
    ['a search that is too long', { search: 'x'.repeat(201) }, 'search'],
    ['a search with NUL', { search: 'a\u0000' }, 'search'],
  ])('refuse %s by its field', async (_, filters, field) => {
    expect(await refused(filters)).toEqual([...INVALID, field]);
  });

  it('hold a page token to themselves, in whatever order their ids are named', async () => {
    const filters = { authorGsids: [ANA.gsid, BO.gsid], startedFrom: '2026-03-01' };
    const { nextPageToken: pageToken } = await list({ ...filters, pageSize: 1 });
    const next = await list({ ...filters, authorGsids: [BO.gsid, ANA.gsid, BO.gsid], pageToken });
    expect(next.activities.map(({ callId }) => callId)).toEqual(['3', '2', '1']);
    for (const other of [
      {},
      { ...filters, authorGsids: [ANA.gsid] },
      { ...filters, startedFrom: '' },
      { ...filters, search: 'a' },
      { ...filters, activityTypeIds: ['meeting'] },
      { ...filters, startedTo: '2026-04-01' },
      { ...filters, timeZone: 'Europe/Berlin' },
      { ...filters, companyGsid: NORTHWIND.gsid },
    ]) {
      expect(await refused({ ...other, pageToken })).toEqual([...INVALID, 'page_token']);
    }
  });
});
