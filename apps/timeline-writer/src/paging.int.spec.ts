import { randomUUID } from 'node:crypto';
import { activityCreated, type listActivities, type ResponseOf } from '@gong-timeline/contracts';
import { type PagedList, pagingContract, type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { openTimeline, type TimelineFixture } from '../test/timeline';
import { TimelineApi } from './timeline.api';

const COMPANY = '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21';
const ANA = '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e70';
const bodyOf = (activityId: string) => ({
  ...activityCreated.example,
  activityId,
  author: { gsid: ANA, name: 'Ana Host', emailAddress: null },
  activityType: { id: 'meeting', name: 'Meeting' },
});
/** All of them hold for each of these rows: how a page follows another is proved with all of them at work. */
const FILTERS = {
  search: 'ANA',
  activityTypeId: 'call,meeting',
  authorGsid: ANA,
  from: '2026-03-03',
  to: '2026-03-03',
};

describe('lists of Activities', () => {
  let server: TestDatabase;
  let timeline: TimelineFixture;

  beforeAll(async () => {
    server = await testDatabase('paging');
    timeline = await openTimeline(server);
  });
  afterAll(async () => {
    await timeline?.database.close();
    await server?.drop();
  });

  const open = async (ofCompany: boolean, filters: object = {}): Promise<PagedList> => {
    const tenantId = uniqueName('acme');
    const api = new TimelineApi(timeline.database);
    const write = (sql: string, parameters: unknown[]) =>
      timeline.database.within(tenantId).transaction((tx) => tx.query(sql, [tenantId, ...parameters]));
    return {
      add: async (rank) => {
        const id = randomUUID();
        await write(
          `INSERT INTO activities (tenant_id, source, call_id, activity_id, seen_revision, standing, snapshot_hash,
                                   company_gsid, started_at, body)
           VALUES ($1, 'GONG', $2::text, $2::uuid, 1, 'on-timeline', 'x', $3, $4, $5)`,
          [id, COMPANY, new Date(Date.UTC(2026, 2, 3, 10, rank)), JSON.stringify(bodyOf(id))],
        );
        return id;
      },
      remove: async (id) => {
        await write('DELETE FROM activities WHERE tenant_id = $1 AND activity_id = $2', [id]);
      },
      page: async (cursor, limit) => {
        const input = {
          identity: { tenantId },
          params: { companyGsid: COMPANY },
          query: { cursor, limit, ...filters },
        } as never;
        const { text } = await (ofCompany ? api.ofCompany(input) : api.list(input));
        const { items, nextCursor } = JSON.parse(text) as ResponseOf<typeof listActivities>;
        return { ids: items.map(({ activityId }) => activityId), nextCursor };
      },
    };
  };

  pagingContract("a company's Activities that filters leave", () => open(true, FILTERS));
  pagingContract('all Activities', () => open(false));
  pagingContract("a company's Activities", () => open(true));
});
