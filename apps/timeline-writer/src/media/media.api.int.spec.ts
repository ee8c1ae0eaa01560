import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger, type RunningService, ServiceClient } from '@gong-timeline/runtime';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { Module } from '@nestjs/common';
import { openTimeline, resolved, type TimelineFixture, withheld } from '../../test/timeline';
import { headersFor, ownCredentials, serveTimeline } from '../../test/serve-timeline';
import { redactActivityOnCallWithheld } from '../redact-activity-on-call-withheld';
import { writeActivityOnCallResolved } from '../write-activity-on-call-resolved';
import { GONG_INGEST, MediaApi } from './media.api';

const RECORDING = { videoUrl: 'https://media.example/v?sig=canary', audioUrl: null, expiresAt: '2026-03-03T18:00:00Z' };
const TRACKER = { name: 'Price', type: 'SMART', count: 1, phrases: [], occurrences: [9.5] };

describe('recording and trackers of an Activity on view (S13)', () => {
  let server: TestDatabase;
  let timeline: TimelineFixture;
  let service: RunningService;
  let tenant: string;
  let activityId: string;
  const lines: string[] = [];
  const asked: { url: string; headers: IncomingHttpHeaders }[] = [];
  /** What gong-ingest answers; cut off when null. */
  let answer: object | null;
  const gongIngest = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers });
    if (answer === null) return void request.destroy();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => gongIngest.listen(0, '127.0.0.1', resolve));
    server = await testDatabase('timeline-media');
    timeline = await openTimeline(server);
    const log = createLogger({ app: 'timeline-writer', level: 'trace' }, { write: (line: string) => lines.push(line) });
    const baseUrl = `http://127.0.0.1:${(gongIngest.address() as AddressInfo).port}`;
    const client = new ServiceClient({
      baseUrl,
      credentials: ownCredentials,
      log,
    });
    @Module({ controllers: [MediaApi], providers: [{ provide: GONG_INGEST, useValue: client }] })
    class MediaModule {}
    service = await serveTimeline(server, { module: MediaModule, log });
  });
  afterAll(async () => {
    await service?.stop();
    await timeline?.database.close();
    await server?.drop();
    gongIngest.closeAllConnections();
    gongIngest.close();
  });
  beforeEach(async () => {
    asked.length = 0;
    tenant = uniqueName('acme');
    await timeline.told();
    await timeline.hear(writeActivityOnCallResolved, [resolved(tenant, { callId: '6318540972213406518' })]);
    activityId = String((await timeline.told())[0]?.data.activityId);
  });

  const get = async (what: string, as = tenant) => {
    const response = await fetch(`${service.url}/api/activities/${activityId}/${what}`, {
      headers: headersFor(as),
    });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, cache: response.headers.get('cache-control'), body };
  };

  it('hands on what Gong has now, for nobody to store', async () => {
    answer = { loaded: true, recording: RECORDING };
    expect(await get('recording')).toEqual({ status: 200, cache: 'no-store', body: RECORDING });
    answer = { loaded: true, trackers: [TRACKER] };
    expect(await get('trackers')).toEqual({ status: 200, cache: 'no-store', body: { items: [TRACKER] } });
    expect(asked.map(({ url }) => url)).toEqual([
      '/internal/calls/6318540972213406518/recording',
      '/internal/calls/6318540972213406518/trackers',
    ]);
    expect(asked[0]?.headers).toMatchObject({ 'x-tenant-id': tenant, 'x-actor-role': 'service' });
    const rows = await timeline.database.acrossTenants().query('SELECT * FROM activities');
    expect(`${lines.join()}${JSON.stringify(rows)}`).not.toContain('canary');
  });

  it('says exactly what it has to when Gong gives none, with the reasons, and nobody stores that either', async () => {
    answer = { loaded: false, why: 'nothing-there' };
    expect(await get('recording')).toMatchObject({
      status: 502,
      cache: 'no-store',
      body: {
        code: 'recording.load-failed',
        detail: 'This Video/Meeting Link has failed to load.',
        reasons: ['The recording was deleted at Gong.', 'Gong is temporarily down.'],
      },
    });
    expect(await get('trackers')).toMatchObject({
      status: 502,
      body: { code: 'trackers.load-failed', detail: 'The Trackers have failed to load.' },
    });
    expect((await get('trackers')).body.reasons).toHaveLength(4);
  });

  it('says the same when our own side cannot ask', async () => {
    answer = null;
    const { status, body } = await get('recording');
    expect([status, body.detail]).toEqual([502, 'This Video/Meeting Link has failed to load.']);
    expect((body.reasons as string[])[0]).toMatch(/^A part of this system does not answer/);
  });

  it('is not there for another tenant, nor of an Activity that was redacted, and Gong is not asked', async () => {
    answer = { loaded: true, recording: RECORDING };
    expect(await get('recording', uniqueName('other'))).toMatchObject({ status: 404, body: { code: 'not-found' } });
    await timeline.hear(redactActivityOnCallWithheld, [
      withheld(tenant, { callId: '6318540972213406518', revision: 2 }),
    ]);
    expect(await get('recording')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(asked).toEqual([]);
  });
});
