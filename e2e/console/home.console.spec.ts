import { eventually } from '@gong-timeline/testing';
import type { Locator } from 'playwright-core';
import { nothingUnderWay } from '../nothing-under-way';
import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

const CONNECTORS = '/administration/connectors';

describe('Home: whether all is well, and each number the way to its rows', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
    await visitor.signIn();
    await nothingUnderWay(console.demo);
  });
  beforeEach(() => visitor.open('/', 'Home'));
  afterAll(() => console.close());

  const section = (name: string) => visitor.page.getByRole('region', { name });
  const numberIn = async (link: Locator): Promise<number> =>
    Number((/[\d,]+(?= calls?$)|[\d,]+$/.exec((await link.textContent()) ?? '') ?? ['NaN'])[0].replaceAll(',', ''));
  /** What the list behind it counts; a page holds 50. */
  const listed = async (expected: number): Promise<void> => {
    await visitor.settled('Calls');
    const counted = expected > 50 ? 'The first 50 calls' : expected === 1 ? '1 call' : `${expected} calls`;
    await visitor.page.getByRole('status').getByText(counted, { exact: true }).waitFor();
  };

  it.each(['Waiting for you', 'Could not be placed'])(
    '%s: the number and each reason lead to as many calls (S28)',
    async (name) => {
      const [all, ...reasons] = await section(name).getByRole('link').all();
      // Other specs decide conflicts of the same demo, until none is left.
      if (all === undefined) return void (await section(name).getByText('Nothing waits for a decision.').waitFor());
      const calls = await numberIn(all);
      // What has no number at its end is a way on, not a count.
      const named = (await Promise.all(reasons.map(numberIn))).filter((number) => !Number.isNaN(number));
      expect(named.reduce((sum, number) => sum + number, 0)).toBe(calls);
      await all.click();
      await listed(calls);
      await visitor.page.goBack();
      await visitor.settled('Home');
      await section(name).getByRole('link').nth(1).click();
      await listed(named[0] ?? 0);
      expect(new URL(visitor.page.url()).searchParams.get('code')).toMatch(/^[a-z]+\.[a-z-]+$/);
    },
  );

  it('tells the last sync and the next one, and leads to the job (S6, S29)', async () => {
    const { page } = visitor;
    const { items } = await (await page.request.get('/api/connections')).json();
    const { connectionId, name } = items.find(({ state }: { state: string }) => state === 'active');
    const counts = await (await page.request.get(`/api/job-counts?connectionIds=${connectionId}`)).json();
    const { nextSlotAt } = await (await page.request.get(`/api/connections/${connectionId}/sync-settings`)).json();
    const mine = section('Connections').getByText(name, { exact: true });
    await mine.waitFor();
    // In the first line, and beside the connection: each connection is asked on its own.
    await eventually(async () =>
      expect(await page.locator(`time[datetime="${nextSlotAt}"]`).count()).toBeGreaterThan(1),
    );
    await section('Connections').getByRole('link', { name: 'Last sync' }).first().click();
    await visitor.settled(/^Sync/);
    const { jobId, counts: sum } = counts.items[0].lastSync;
    expect(new URL(page.url()).pathname.split('/').at(-1)).toBe(jobId);
    await page
      .getByText(`${sum.read.toLocaleString('en-GB')} read`)
      .first()
      .waitFor();
  });

  it('a bar of the chart opens the calls of its day, in the zone that was chosen', async () => {
    const { page } = visitor;
    await page.locator('.recharts-bar-rectangle path').last().click();
    await visitor.settled('Calls');
    const day = new URL(page.url()).searchParams.get('from') ?? '';
    expect(new URL(page.url()).searchParams.get('to')).toBe(day);
    const answer = await page.request.get(`/api/outcomes?from=${day}&to=${day}&timeZone=UTC&limit=50`);
    await page
      .getByRole('table', { name: 'Calls' })
      .getByRole('row')
      .nth((await answer.json()).items.length)
      .waitFor();
    await visitor.open('/', 'Home');
    const asked = page.waitForRequest((request) => request.url().includes('/api/calls-by-day'));
    await page.getByRole('button', { name: 'Times in UTC' }).click();
    await page.getByRole('menuitem', { name: 'Local (Europe/Berlin)' }).click();
    expect(new URL((await asked).url()).searchParams.get('timeZone')).toBe('Europe/Berlin');
  });

  it('says in words that it could not be loaded, and loads it when asked again', async () => {
    const { page } = visitor;
    await page.route('**/api/calls-now', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').getByText('could not be reached').waitFor({ timeout: 30_000 });
    await page.unroute('**/api/calls-now');
    await page.getByRole('button', { name: 'Try again' }).click();
    await section('Waiting for you').waitFor();
    visitor.complaints.length = 0;
  });

  it('leads where Gong is not connected yet to the page that connects it', async () => {
    const { page } = visitor;
    await page.route('**/api/connections', (route) => route.fulfill({ json: { items: [] } }));
    await page.reload();
    await page.getByText('Gong is not connected yet.').waitFor();
    await page.getByRole('link', { name: 'Create connection' }).first().click();
    await visitor.settled('Connectors');
    await page.getByRole('heading', { name: 'Gong is not connected' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(CONNECTORS);
    await page.unroute('**/api/connections');
  });
});
