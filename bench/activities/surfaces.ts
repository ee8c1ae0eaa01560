import { type Connection, timeline, TimelineService } from '@gong-timeline/client';
import { Database } from '@gong-timeline/persistence';
import { Agent, request } from 'undici';
import { BARE, PAGE } from './bare-statement';
import { companyGsid } from './fill-timeline';
import type { BenchSystem } from './system';
import { TENANT_ID } from './tenant-id';

/** One way to a page of a company's Activities, from asking to having them as objects. */
export interface Surface {
  readonly name: 'bare SQL' | 'two hops' | 'HTTP' | 'gRPC';
  ask(n: number): Promise<unknown>;
  close(): Promise<void>;
}

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

export const overHttp = ({ url, token }: BenchSystem, callers: number): Surface =>
  pagesOverHttp('HTTP', callers, {
    addressOf: (n) => `${url}/api/companies/${companyGsid(n)}/activities?limit=${PAGE}`,
    headers: { authorization: `Bearer ${token}` },
  });

export function pagesOverHttp(
  name: Surface['name'],
  callers: number,
  asked: {
    addressOf(n: number): string;
    readonly headers?: Readonly<Record<string, string>>;
    close?(): Promise<unknown>;
  },
): Surface {
  const agent = new Agent({ connections: callers });
  return {
    name,
    ask: async (n) => {
      const { statusCode, body } = await request(asked.addressOf(n), {
        headers: asked.headers ?? {},
        dispatcher: agent,
      });
      if (statusCode !== 200) throw new Error(`${name} answered ${statusCode}: ${await body.text()}`);
      const { items } = (await body.json()) as { items: unknown[] };
      refuseShort(items.length);
      return items;
    },
    close: async () => {
      await agent.close();
      await asked.close?.();
    },
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
