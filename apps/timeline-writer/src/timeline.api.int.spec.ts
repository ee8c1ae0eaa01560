import type { RunningService } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Module } from '@nestjs/common';
import { gone, openTimeline, resolved, type TimelineFixture, withheld } from '../test/timeline';
import { headersFor, serveTimeline } from '../test/serve-timeline';
import { redactActivityOnCallWithheld as redact } from './redact-activity-on-call-withheld';
import { tellOutcomeOfLostCall } from './tell-outcome-of-lost-call';
import { TimelineApi } from './timeline.api';
import { writeActivityOnCallResolved as write } from './write-activity-on-call-resolved';
import { stepFor } from '@gong-timeline/messaging';

@Module({ controllers: [TimelineApi] })
class TimelineModule {}

const NORTHWIND = { gsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f', name: 'Northwind Ltd' };
const OTHER = { gsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e60', name: 'Other Inc' };

let server: TestDatabase;
let timeline: TimelineFixture;
let service: RunningService;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('timeline');
  timeline = await openTimeline(server);
  service = await serveTimeline(server, { module: TimelineModule });
});
beforeEach(() => {
  tenant = uniqueName('acme');
});
afterAll(async () => {
  await service?.stop();
  await timeline?.database.close();
  await server?.drop();
});

interface Answer {
  status: number;
  body: { items: { callId: string }[]; nextCursor: string | null; errors: unknown; code: string; subject: string };
}
const get = async (path: string, as = tenant): Promise<Answer> => {
  const response = await fetch(service.url + path, { headers: headersFor(as) });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
};
const call = (callId: number, startedAt: string, company = NORTHWIND) =>
  resolved(tenant, { callId: String(callId), company, content: { startedAt } });
const ids = ({ body }: Answer) => body.items.map(({ callId }) => callId);

describe('the Timeline over HTTP', () => {
  it("lists a company's Activities newest first, by the moment and not by the clock on the wall", async () => {
    await timeline.hear(write, [
      call(1, '2026-03-03T10:00:00+09:00'),
      call(2, '2026-03-03T09:00:00-08:00'),
      call(3, '2026-03-03T12:00:00Z', OTHER),
    ]);
    expect(ids(await get(`/api/companies/${NORTHWIND.gsid}/activities`))).toEqual(['2', '1']);
    expect(ids(await get('/api/activities'))).toEqual(['2', '3', '1']);
  });

  it('pages without skipping or repeating while Activities are added, also where many start in the same microsecond', async () => {
    const at = (i: number) => `2026-03-03T10:00:00.00000${Math.floor(i / 10)}Z`;
    await timeline.hear(
      write,
      Array.from({ length: 40 }, (_, i) => call(100 + i, at(i))),
    );
    const seen: string[] = [];
    for (let cursor: string | null = null, page = 0; page === 0 || cursor !== null; page += 1) {
      const answer = await get(`/api/activities?limit=7${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...ids(answer));
      cursor = answer.body.nextCursor;
      await timeline.hear(write, [call(900 + page, '2026-03-04T10:00:00Z')]);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect([...seen].sort()).toEqual(Array.from({ length: 40 }, (_, i) => String(100 + i)));
  });

  it('takes a cursor only for the list and the tenant that it came from', async () => {
    await timeline.hear(write, [call(1, '2026-03-03T10:00:00Z'), call(2, '2026-03-03T11:00:00Z')]);
    const { body } = await get('/api/activities?limit=1');
    const cursor = body.nextCursor ?? '';
    expect(ids(await get(`/api/activities?limit=1&cursor=${cursor}`))).toEqual(['1']);
    for (const refused of [
      await get(`/api/activities?cursor=${cursor}`, uniqueName('other')),
      await get(`/api/companies/${NORTHWIND.gsid}/activities?cursor=${cursor}`),
      await get('/api/activities?cursor=nonsense'),
    ]) {
      const field = { field: 'query.cursor', message: 'expected the nextCursor of a page of this very list' };
      expect(refused).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [field] } });
    }
  });

  it('shows an Activity to its own tenant only, and a redacted one to nobody (S9, X3)', async () => {
    await timeline.told();
    await timeline.hear(write, [call(1, '2026-03-03T10:00:00Z')]);
    const [created] = await timeline.told();
    const path = `/api/activities/${String(created?.data.activityId)}`;
    expect(await get(path)).toMatchObject({ status: 200, body: created?.data });
    expect(await get(path, uniqueName('other'))).toMatchObject({ status: 404, body: { code: 'not-found' } });

    await timeline.hear(redact, [withheld(tenant, { callId: '1', revision: 2 })]);
    expect(await get(path)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(ids(await get('/api/activities'))).toEqual([]);
    expect(ids(await get(`/api/companies/${NORTHWIND.gsid}/activities`))).toEqual([]);
  });

  it('offers the default Activity Types to a tenant that has none yet', async () => {
    const { body } = await get('/api/activity-types');
    expect(body.items).toEqual(
      ['Call', 'Meeting', 'Email', 'Update', 'Milestone'].map((name) => ({
        id: name.toLowerCase(),
        name,
        global: true,
        active: true,
        etag: expect.any(String),
      })),
    );
    expect(await get('/api/activity-types')).toMatchObject({ body });
  });
});

describe('tellOutcomeOfLostCall', () => {
  const lose = async (lost: Partial<Parameters<typeof tellOutcomeOfLostCall>[0]>) => {
    await timeline.told();
    const nothing = { fact: null, tenantId: null, subject: null, correlationId: null, type: null };
    await timeline.database
      .within(tenant)
      .transaction(async (tx) =>
        tellOutcomeOfLostCall({ ...nothing, reference: 'ref-1', reason: 'boom', ...lost }, stepFor(tx)),
      );
    return timeline.told();
  };

  it('ends a call whose fact could not be taken as an error with a reference', async () => {
    const [outcome] = await lose({ fact: resolved(tenant) });
    expect(outcome?.data).toMatchObject({
      code: 'internal.error',
      reference: 'ref-1',
      title: 'Northwind - Quarterly review',
      message: expect.stringContaining('ref-1'),
    });
  });

  it('tells no content of a call that is withheld or gone', async () => {
    const [first] = await lose({ fact: withheld(tenant) });
    const [second] = await lose({ fact: gone(tenant) });
    for (const outcome of [first, second]) {
      expect(outcome?.data).toMatchObject({ code: 'internal.error', title: null, company: null, url: null });
    }
  });

  it('ends a call whose message does not even parse by what its headers say', async () => {
    const correlationId = '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21';
    const [outcome] = await lose({ tenantId: tenant, subject: '42', correlationId });
    expect(outcome).toMatchObject({
      tenantId: tenant,
      data: { code: 'internal.error', callId: '42', jobId: correlationId },
    });
  });

  it.each([{ subject: '42' }, { tenantId: 'acme', subject: 'not-a-call', correlationId: 'x' }])(
    'tells nothing of a message that names no call of a job: %j',
    async (lost) => {
      expect(await lose(lost)).toEqual([]);
    },
  );
});
