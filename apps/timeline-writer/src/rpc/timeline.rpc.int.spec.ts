import { randomInt, randomUUID } from 'node:crypto';
import {
  type CallFailed,
  type Connection,
  connect,
  timeline as messages,
  TimelineService,
} from '@gong-timeline/client';
import type { RunningService } from '@gong-timeline/runtime';
import {
  eventually,
  type PagedList,
  pagingContract,
  type TestDatabase,
  testDatabase,
  uniqueName,
} from '@gong-timeline/testing';
import { Module } from '@nestjs/common';
import { openTimeline, resolved, type TimelineFixture, withheld } from '../../test/timeline';
import { headersFor, serveTimeline } from '../../test/serve-timeline';
import { redactActivityOnCallWithheld as redact } from '../redact-activity-on-call-withheld';
import { writeActivityOnCallResolved as write } from '../write-activity-on-call-resolved';
import { timelineRpcs } from './timeline-rpcs';

@Module({})
class NothingElse {}

const NORTHWIND = { gsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f', name: 'Northwind Ltd' };
const OTHER = { gsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e60', name: 'Other Inc' };

let server: TestDatabase;
let timeline: TimelineFixture;
let service: RunningService;
let owner: Connection;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('timeline_rpc');
  timeline = await openTimeline(server);
  service = await serveTimeline(server, { module: NothingElse, grpc: timelineRpcs });
  owner = connect({ address: String(service.grpcAddress), token: '' });
});
beforeEach(() => {
  tenant = uniqueName('acme');
});
afterAll(async () => {
  owner?.close();
  await service?.stop();
  await timeline?.database.close();
  await server?.drop();
});

const as = (tenantId = tenant, role = 'member') => ({
  metadata: headersFor(tenantId, { role, actorId: 'token:a' }),
});
const call = (callId: number, startedAt = '2026-03-03T10:00:00Z', company = NORTHWIND) =>
  resolved(tenant, { callId: String(callId), company, content: { startedAt } });
const list = (request: Partial<messages.ListActivitiesRequest>, asked = as()) =>
  owner.call(TimelineService.listActivities, messages.ListActivitiesRequest.create(request), asked);
const get = (activityId: string, asked = as()) => owner.call(TimelineService.getActivity, { activityId }, asked);
const failure = (promise: Promise<unknown>): Promise<CallFailed> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail')),
    (error: CallFailed) => error,
  );
const follow = async (since = '', asked = as()) => {
  const changes: messages.StreamActivitiesResponse[] = [];
  for await (const change of owner.stream(TimelineService.streamActivities, { since, follow: false }, asked))
    changes.push(change);
  return changes;
};
const told = (changes: readonly messages.StreamActivitiesResponse[]) =>
  changes.map(({ change }) => `${change?.$case} ${change?.value.callId} ${change?.value.revision}`);

/**
 * The changes since a position, once they are as many as is expected: the stream waits for the oldest transaction of the
 * whole server, and other specs run beside this one.
 */
const followed = (count: number, since = '') =>
  eventually(async () => {
    const changes = await follow(since);
    expect(changes).toHaveLength(count);
    return changes;
  });

describe('Activities over gRPC (X2)', () => {
  it('are read whole, one by one', async () => {
    await timeline.hear(write, [call(1)]);
    const { activities } = await list({});
    const [first] = activities;
    const { activity } = await get(String(first?.activityId));
    expect(activity).toEqual(first);
    expect(activity).toMatchObject({
      source: 'GONG',
      callId: '1',
      company: NORTHWIND,
      startedAt: '2026-03-03T10:00:00Z',
    });
    expect(activity?.internalAttendees.length).toBeGreaterThan(0);
    expect(activity?.trackers.length).toBeGreaterThan(0);
  });

  it('are not there once redacted, nor for another tenant, nor when there is none: no difference is told', async () => {
    await timeline.hear(write, [call(2)]);
    const [{ activityId } = { activityId: '' }] = (await list({})).activities;
    const foreign = await failure(get(activityId, as('somebody')));
    await timeline.hear(redact, [withheld(tenant, { callId: '2', revision: 9 })]);
    const redacted = await failure(get(activityId));
    const unknown = await failure(get(randomUUID()));
    for (const each of [foreign, redacted, unknown]) {
      expect([each.status, each.code, each.message]).toEqual(['NOT_FOUND', 'not-found', unknown.message]);
    }
  });

  it('are listed newest first, of a company or of all, page by page, while others are added', async () => {
    await timeline.hear(
      write,
      Array.from({ length: 23 }, (_, i) => call(100 + i, `2026-03-03T10:00:00.00000${i % 3}Z`)),
    );
    await timeline.hear(write, [call(200, '2026-03-05T10:00:00Z', OTHER)]);
    expect((await list({ companyGsid: OTHER.gsid })).activities.map(({ callId }) => callId)).toEqual(['200']);
    const seen: string[] = [];
    let pageToken = '';
    do {
      const page = await list({ companyGsid: NORTHWIND.gsid, pageSize: 5, pageToken });
      seen.push(...page.activities.map(({ callId }) => callId));
      pageToken = page.nextPageToken;
      await timeline.hear(write, [call(300 + seen.length, '2026-03-06T10:00:00Z')]);
    } while (pageToken !== '');
    expect([...seen].sort()).toEqual(Array.from({ length: 23 }, (_, i) => String(100 + i)));
  });

  pagingContract('Activities over gRPC', async (): Promise<PagedList> => {
    const own = uniqueName('acme');
    return {
      add: async (rank) => {
        const callId = String(randomInt(1, 10 ** 12));
        const content = { startedAt: `2026-03-03T10:00:0${rank}Z` };
        await timeline.hear(write, [resolved(own, { callId, company: NORTHWIND, content })]);
        return callId;
      },
      remove: async (callId) => {
        await timeline.hear(redact, [withheld(own, { callId, revision: 9 })]);
      },
      page: async (pageToken = '', pageSize) => {
        const page = await list({ companyGsid: NORTHWIND.gsid, pageToken, pageSize }, as(own));
        return { ids: page.activities.map(({ callId }) => callId), nextCursor: page.nextPageToken || null };
      },
    };
  });

  it('refuse a page token of another list, of other arguments, of another tenant, and what is none', async () => {
    await timeline.hear(write, [call(1), call(2), call(3)]);
    const { nextPageToken: pageToken } = await list({ pageSize: 1 });
    const [{ position: since } = { position: '' }] = await followed(3);
    const asked = [
      list({ pageToken, companyGsid: NORTHWIND.gsid }),
      list({ pageToken }, as('somebody')),
      list({ pageToken: since }),
      list({ pageToken: 'x' }),
    ];
    for (const each of asked) {
      const { status, code, fields } = await failure(each);
      const description = 'expected the next_page_token of a page of this very list';
      expect([status, code, fields]).toEqual([
        'INVALID_ARGUMENT',
        'request.invalid',
        [{ field: 'page_token', description }],
      ]);
    }
    expect((await failure(follow(pageToken))).fields.map(({ field }) => field)).toEqual(['since']);
    expect((await failure(follow(since, as('somebody')))).fields.map(({ field }) => field)).toEqual(['since']);
  });

  it.each([
    ['letters', 'abc'],
    ['21 digits', '1'.repeat(21)],
    ['upper case', randomUUID().toUpperCase()],
    ['nothing', ''],
  ])('refuse an id of %s, naming the field', async (_, activityId) => {
    const { status, code, fields } = await failure(get(activityId));
    expect([status, code]).toEqual(['INVALID_ARGUMENT', 'request.invalid']);
    expect(fields).toEqual([{ field: 'activity_id', description: expect.stringContaining('a UUID in lower case') }]);
  });

  it('refuse a field that is not known, naming it by its number, and bytes that are no message', async () => {
    const raw = { ...TimelineService.getActivity, requestSerialize: (bytes: Buffer) => bytes };
    const valid = TimelineService.getActivity.requestSerialize({ activityId: randomUUID() });
    const unknown = await failure(owner.call(raw, Buffer.concat([valid, Buffer.from([0xc0, 0x3e, 0x01])]), as()));
    expect([unknown.code, unknown.fields]).toEqual([
      'request.invalid',
      [{ field: '#1000', description: 'is not known here; leave it out' }],
    ]);
    const garbage = await failure(owner.call(raw, Buffer.from([0x0a, 0xff]), as()));
    expect([garbage.status, garbage.code]).toEqual(['INVALID_ARGUMENT', 'request.invalid']);
  });

  it('are for our own services only, in the name of a member', async () => {
    const { authorization, ...of } = headersFor(tenant);
    const refused = [of, { ...of, authorization: `${authorization}x` }].map(async (metadata) => {
      const { status } = await failure(get(randomUUID(), { metadata }));
      return status;
    });
    expect(await Promise.all(refused)).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect((await failure(get(randomUUID(), as(tenant, 'operator')))).code).toBe('auth.forbidden');
  });
});

describe('the stream of changes (X2)', () => {
  it('tells the newest state of each Activity and each redaction once, in order, and goes on from a position', async () => {
    await timeline.hear(write, [call(1)]);
    await timeline.hear(write, [call(2)]);
    const first = await followed(2);
    expect(told(first)).toEqual(['activity 1 1', 'activity 2 1']);
    await timeline.hear(write, [
      resolved(tenant, { callId: '1', revision: 2, snapshotHash: 'b', content: { title: 'New' } }),
    ]);
    await timeline.hear(redact, [withheld(tenant, { callId: '2', revision: 2 })]);
    expect(told(await followed(2, first.at(-1)?.position))).toEqual(['activity 1 2', 'retracted 2 2']);
    expect(told(await followed(2, first.at(0)?.position))).toEqual(['activity 1 2', 'retracted 2 2']);
    expect(told(await follow())).toEqual(['activity 1 2', 'retracted 2 2']);
    expect(told(await follow((await follow()).at(-1)?.position))).toEqual([]);
    expect(await follow('', as('somebody'))).toEqual([]);
  });

  it('tells nothing of what the Timeline does not show: a call that never was on it, a revision without a change', async () => {
    await timeline.hear(redact, [withheld(tenant, { callId: '8', revision: 1 })]);
    await timeline.hear(write, [call(9)]);
    const [{ position } = { position: '' }] = await followed(1);
    await timeline.hear(write, [
      resolved(tenant, {
        callId: '9',
        revision: 2,
        company: NORTHWIND,
        content: { startedAt: '2026-03-03T10:00:00Z' },
      }),
    ]);
    expect(await follow(position)).toEqual([]);
  });

  it('leaves out no change that commits late: it waits for the oldest transaction that still runs', async () => {
    let begun = () => undefined as void;
    const begins = new Promise<void>((resolve) => (begun = resolve));
    let commit = () => undefined as void;
    const held = new Promise<void>((resolve) => (commit = resolve));
    const late = timeline.database.within(tenant).transaction(async (tx) => {
      await tx.query('SELECT pg_current_xact_id()');
      begun();
      await held;
    });
    await Promise.race([begins, late]);
    await timeline.hear(write, [call(1)]);
    const early = await follow();
    commit();
    await late;
    expect(told(early)).toEqual([]);
    await eventually(async () => expect(told(await follow())).toEqual(['activity 1 1']));
  });

  it('is sent as it is read: a reader who stops takes nothing more, and its position is where it stands', async () => {
    await timeline.hear(
      write,
      Array.from({ length: 900 }, (_, i) => call(1_000 + i)),
    );
    await followed(900);
    let position = '';
    let seen = 0;
    for await (const change of owner.stream(TimelineService.streamActivities, { since: '', follow: false }, as())) {
      position = change.position;
      if ((seen += 1) === 450) break;
    }
    expect((await follow(position)).length).toBe(450);
  });

  it('stays and tells what changes meanwhile, when asked to follow', async () => {
    const leave = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      const stream = owner.stream(
        TimelineService.streamActivities,
        { since: '', follow: true },
        { ...as(), signal: leave.signal },
      );
      for await (const change of stream) seen.push(...told([change]));
    })();
    await timeline.hear(write, [call(1)]);
    await eventually(() => expect(seen).toEqual(['activity 1 1']));
    await timeline.hear(redact, [withheld(tenant, { callId: '1', revision: 2 })]);
    await eventually(() => expect(seen).toEqual(['activity 1 1', 'retracted 1 2']));
    leave.abort();
    expect((await failure(reading)).status).toBe('CANCELLED');
  });
});
