import { randomUUID } from 'node:crypto';
import { eventually } from '@gong-timeline/testing';
import type { Page, Route } from 'playwright-core';
import { firstSync } from './first-sync';
import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

const LOG = '/administration/timeline/integrations/execution-log';
const STREAM = '**/api/jobs/progress';
const RESTARTING = { title: 'This service does not answer just now', status: 503, code: 'service.unavailable' };

const promised = (): readonly [Promise<void>, () => void] => {
  let keep = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return [promise, keep];
};

describe('live updates that were refused (S33)', () => {
  let console: OpenConsole;
  beforeAll(async () => {
    console = await OpenConsole.open();
  });
  afterAll(() => console.close());

  const signedIn = async (): Promise<Visitor> => {
    const visitor = await console.visitor();
    await visitor.signIn();
    return visitor;
  };
  /** The clock of the page goes on by the longest pause between two tries. */
  const pausePasses = (page: Page): Promise<void> => page.clock.fastForward('00:30');
  const untilPausesPassed = (page: Page, what: string, seen: () => boolean | Promise<boolean>) =>
    eventually(
      async () => {
        await pausePasses(page);
        return seen();
      },
      { what, intervalMs: 250 },
    );

  it('are told as lost, asked for again until they come, and then show a job without reloading', async () => {
    const visitor = await signedIn();
    const { page } = visitor;
    await page.clock.install();
    let asked = 0;
    const refuse = (route: Route) => {
      asked += 1;
      return route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(RESTARTING) });
    };
    await page.route(STREAM, refuse);
    await visitor.open(LOG, 'Execution Log');
    const strip = page.getByText('Live updates do not come just now.');
    await untilPausesPassed(page, 'Asked again, twice', () => asked > 2);
    await strip.waitFor();
    await page.unroute(STREAM, refuse);
    await untilPausesPassed(page, 'The strip has gone', async () => (await strip.count()) === 0);

    const { connectionId } = await firstSync(visitor);
    const headers = {
      'x-requested-with': 'gong-timeline',
      origin: visitor.demo.publicUrl,
      'idempotency-key': randomUUID(),
    };
    const started = await page.request.post(`/api/connections/${connectionId}/syncs`, { headers });
    const { jobId } = await started.json();
    const row = page
      .getByRole('table', { name: 'Jobs' })
      .getByRole('row')
      .filter({ has: page.locator(`a[href="${LOG}/${jobId}"]`) });
    await row.waitFor();
    await row.getByText(/^(Success|Partial success)$/).waitFor({ timeout: 50_000 });
  });

  it('lead to the sign-in where the session has ended, and are not asked for again, however long it takes to come', async () => {
    const { page, context } = await signedIn();
    // Home asks for a stream of its own, at a time of its own: no such request is to be counted.
    await page.goto('about:blank');
    await page.clock.install();
    const [settled, settle] = promised();
    const [passed, pass] = promised();
    let asked = 0;
    await page.route(STREAM, async (route) => {
      asked += 1;
      await settled;
      await route.continue();
    });
    await page.route('**/sign-in-page*', async (route) => {
      await passed;
      await route.continue();
    });
    await page.goto(LOG);
    await page.getByRole('table', { name: 'Jobs' }).getByRole('row').nth(1).waitFor();
    await context.clearCookies();
    const refusal = page.waitForResponse((response) => response.url().endsWith('/api/me') && response.status() === 401);
    settle();
    await refusal;
    // Each takes as long as a pause and an answer: what were to ask again would have.
    for (let pause = 0; pause < 5; pause++) {
      await pausePasses(page);
      await page.request.get('/api/sign-in');
    }
    pass();
    await page.waitForURL(`**/sign-in?${new URLSearchParams({ returnTo: LOG })}`);
    await page.getByLabel('E-mail').waitFor();
    expect(asked).toBe(1);
  });
});
