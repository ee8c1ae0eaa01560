import { createServer } from 'node:http';
import { Database } from '@gong-timeline/persistence';
import { LISTED, PAGE } from './bare-statement';
import { TENANT_ID } from './tenant-id';

/** What an owner of Activities cannot do without: take a request in, run the statement, write the page. PORT, DATABASE_URL. */
async function main({ PORT, DATABASE_URL = '' }: NodeJS.ProcessEnv): Promise<void> {
  const database = await Database.connect({
    url: DATABASE_URL,
    schema: 'timeline_writer',
    applicationName: 'bench-owner',
  });
  const tenant = database.within(TENANT_ID);
  const server = createServer((request, response) => {
    const company = (request.url ?? '').slice(1);
    tenant
      .query<{ body: string }>(LISTED, [TENANT_ID, PAGE + 1, company], { prepared: true })
      .then((rows) => {
        const items = rows.slice(0, PAGE).map(({ body }) => body);
        const page = Buffer.from(`{"items":[${items.join(',')}],"nextCursor":null}`);
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': page.length }).end(page);
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(Number(PORT), '127.0.0.1');
}

void main(process.env);
