import { type Connection, timeline, TimelineService } from '@gong-timeline/client';
import { Database } from '@gong-timeline/persistence';
import { Agent, request } from 'undici';
import { companyGsid } from './fill-timeline';
import { type BenchSystem, TENANT_ID } from './system';

export const PAGE = 50;

/** One way to a page of a company's Activities, from asking to having them as objects. */
export interface Surface {
  readonly name: 'bare SQL' | 'HTTP' | 'gRPC';
  ask(n: number): Promise<unknown>;
  close(): Promise<void>;
}

/** The statement of the list, prepared as its store has it, without anything around it. */
const BARE = `SELECT started_at::text, activity_id, body FROM activities
               WHERE tenant_id = $1 AND standing = 'on-timeline' AND company_gsid = $3
               ORDER BY activities.started_at DESC, activity_id DESC LIMIT $2`;

/** As the application role, held to the tenant by row level security, by as many connections as the service has. */
export async function bareSql(system: BenchSystem): Promise<Surface> {
  const database = await Database.connect({
    url: system.applicationUrl,
    schema: 'timeline_writer',
    applicationName: 'bench',
  });
  const tenant = database.within(TENANT_ID);
  return {
    name: 'bare SQL',
    ask: async (n) => {
      const rows = await tenant.query<{ body: object }>(BARE, [TENANT_ID, PAGE + 1, companyGsid(n)], {
        prepared: true,
      });
      refuseShort(rows.length - 1);
      return rows.map(({ body }) => body);
    },
    close: () => database.close(),
  };
}

export function overHttp({ url, token }: BenchSystem, callers: number): Surface {
  const agent = new Agent({ connections: callers });
  const headers = { authorization: `Bearer ${token}` };
  return {
    name: 'HTTP',
    ask: async (n) => {
      const address = `${url}/api/companies/${companyGsid(n)}/activities?limit=${PAGE}`;
      const { statusCode, body } = await request(address, { headers, dispatcher: agent });
      const { items } = (await body.json()) as { items: unknown[] };
      if (statusCode !== 200) throw new Error(`HTTP answered ${statusCode}`);
      refuseShort(items.length);
      return items;
    },
    close: () => agent.close(),
  };
}

export const overGrpc = (grpc: Connection): Surface => ({
  name: 'gRPC',
  ask: async (n) => {
    const asked = timeline.ListActivitiesRequest.create({ companyGsid: companyGsid(n), pageSize: PAGE });
    const { activities } = await grpc.call(TimelineService.listActivities, asked);
    refuseShort(activities.length);
    return activities;
  },
  close: () => Promise.resolve(),
});

const refuseShort = (activities: number): void => {
  if (activities !== PAGE) throw new Error(`A page held ${activities} Activities, not ${PAGE}`);
};
