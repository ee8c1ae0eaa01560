import { eventually } from '@gong-timeline/testing';
import type { Visitor } from './visitor';

/** Suites share one demo: what an earlier one started is awaited by those that count jobs or calls. */
export const noJobRuns = ({ page }: Visitor): Promise<unknown> =>
  eventually(
    async () => {
      const { items } = await (await page.request.get('/api/jobs?status=Running&limit=1')).json();
      return (items as unknown[]).length === 0;
    },
    { what: 'No job runs', timeoutMs: 30_000, intervalMs: 250 },
  );
