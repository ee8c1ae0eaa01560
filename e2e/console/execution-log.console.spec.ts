import { readFile } from 'node:fs/promises';
import { eventually } from '@gong-timeline/testing';
import { Workbook } from 'exceljs';
import { nothingUnderWay } from '../nothing-under-way';
import { OpenConsole } from './open-console';
import { firstSync } from './first-sync';
import type { Visitor } from './visitor';

const LOG = '/administration/timeline/integrations/execution-log';
const COUNTS = ['created', 'updated', 'unchanged', 'skipped', 'failed', 'waiting'];

describe('from the execution log to the opened .xlsx, click by click', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  let jobId: string;
  let connectionId: string;
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
    await visitor.signIn();
    ({ jobId, connectionId } = await firstSync(visitor));
  });
  afterAll(() => console.close());

  it('is filtered by Job Date and Execution Status, which the address keeps (S29)', async () => {
    const { page } = visitor;
    await visitor.open(LOG, 'Execution Log');
    await page.getByRole('combobox', { name: 'Job Date' }).click();
    await page.getByRole('option', { name: 'Last 7 days' }).click();
    await page.getByRole('combobox', { name: 'Execution Status' }).click();
    await page.getByRole('option', { name: 'Partial success' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await page.keyboard.press('Escape');
    const table = page.getByRole('table', { name: 'Jobs' });
    await table.getByText('Partial success').first().waitFor();
    await table.getByText('Success', { exact: true }).first().waitFor({ state: 'detached' });
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('jobDate'), searchParams.get('status')]).toEqual([
      'last-7-days',
      'Partial Success,Failed',
    ]);
    await page.reload();
    await visitor.settled('Execution Log');
    expect(await page.getByRole('combobox', { name: 'Job Date' }).inputValue()).toBe('Last 7 days');
  });

  it('keeps both of two choices that are made one right after the other', async () => {
    const { page } = visitor;
    await visitor.open(LOG, 'Execution Log');
    await page.getByRole('combobox', { name: 'Execution Status' }).click();
    await page.getByRole('option', { name: 'Failed' }).waitFor();
    await page.evaluate(`(() => {
      const named = (name) => [...document.querySelectorAll('[role=option]')].find((each) => each.textContent === name);
      named('Partial success').click();
      setTimeout(() => named('Failed').click());
    })()`);
    await page.waitForURL(/status=Partial\+Success%2CFailed/);
  });

  it('leads from a job to a sum that is what was read (S32), and to its log as a file that opens (S30)', async () => {
    const { page } = visitor;
    await visitor.open(LOG, 'Execution Log');
    await page.getByRole('table', { name: 'Jobs' }).locator(`a[href="${LOG}/${jobId}"]`).first().click();
    await visitor.settled(/^Sync/);
    const sum = page.getByRole('paragraph').filter({ hasText: / read/ }).getByRole('link');
    await sum.nth(COUNTS.length).waitFor();
    const numbers = await sum.allTextContents();
    const [read = 0, ...parts] = numbers.map((text) => Number(text.replace(/\D/g, '')));
    expect(parts).toHaveLength(COUNTS.length);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(read);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download .xlsx' }).click(),
    ]);
    const workbook = new Workbook();
    const file = await readFile(await download.path());
    await workbook.xlsx.load(file as unknown as Parameters<typeof workbook.xlsx.load>[0]);
    const sheets = workbook.worksheets.map(({ name }) => name);
    const calls = workbook.worksheets.find((sheet) => sheet.rowCount === read + 1);
    expect({ sheets, found: calls !== undefined }).toEqual({ sheets: expect.any(Array), found: true });
    const ids = calls?.getColumn(2).values.filter((value) => /^\d{15,20}$/.test(String(value))) ?? [];
    expect(ids).toHaveLength(read);
    expect(ids.every((id) => typeof id === 'string')).toBe(true);
    await page.getByText(/^Expires/).waitFor();
  });

  it('gives the times of the file in the zone that was chosen', async () => {
    const { page } = visitor;
    await visitor.open(`${LOG}/${jobId}`, /^Sync/);
    await page.getByRole('button', { name: 'Times in UTC' }).click();
    await page.getByRole('menuitem', { name: 'Local (Europe/Berlin)' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download .xlsx' }).click();
    const workbook = new Workbook();
    const file = await readFile(await (await coming).path());
    await workbook.xlsx.load(file as unknown as Parameters<typeof workbook.xlsx.load>[0]);
    const starts = workbook.getWorksheet('Calls')?.getColumn(4).values.slice(1) as (string | undefined)[];
    expect(starts[0]).toBe('Start (Europe/Berlin)');
    expect(starts.find((start) => start?.startsWith('20'))).toMatch(/T\d\d:\d\d:\d\d\.\d{3}\+0[12]:00$/);
    await page.getByRole('button', { name: 'Times in Local (Europe/Berlin)' }).click();
    await page.getByRole('menuitem', { name: 'UTC' }).click();
  });

  it('says that a log has expired where the download is refused (S31)', async () => {
    const { page } = visitor;
    await visitor.open(`${LOG}/${jobId}`, /^Sync/);
    const detail = `The log of job ${jobId} expired on 2026-01-01T00:00:00.000Z: logs are kept for 30 days`;
    await page.route('**/log.xlsx*', (route) =>
      route.fulfill({
        status: 410,
        contentType: 'application/problem+json',
        body: JSON.stringify({ title: 'The execution log has expired', status: 410, code: 'log.expired', detail }),
      }),
    );
    await page.getByRole('button', { name: 'Download .xlsx' }).click();
    await page.getByText('The execution log has expired').waitFor();
    await page.getByText(detail).waitFor();
    await page.unroute('**/log.xlsx*');
  });

  it('groups calls by reason, and a part of the sum filters them', async () => {
    const { page } = visitor;
    await visitor.open(`${LOG}/${jobId}`, /^Sync/);
    const reasons = page.getByRole('region', { name: 'What became of the calls' });
    await reasons.getByText('Several Users share the e-mail of the owner').waitFor();
    await reasons.getByRole('link', { name: /^User conflict: \d+ calls?$/ }).click();
    await page.getByRole('heading', { name: 'Calls: user conflict' }).waitFor();
    const calls = page.getByRole('table', { name: 'Calls of this job' });
    await calls.getByRole('link', { name: 'Choose a User' }).first().waitFor();
    expect(page.url()).toContain('code=author.conflict');
    await page
      .getByRole('link', { name: /\d+ failed$/ })
      .last()
      .click();
    await page.getByRole('heading', { name: 'Calls: failed' }).waitFor();
    await calls.getByRole('link', { name: 'Choose a User' }).first().waitFor({ state: 'detached' });
  });

  it('retries one call in a job of its own, and the call leads to it without reloading (S28)', async () => {
    const { page } = visitor;
    await visitor.open(`${LOG}/${jobId}?code=company.no-data`, /^Sync/);
    const row = page.getByRole('table', { name: 'Calls of this job' }).getByRole('row').nth(1);
    await row.getByRole('button', { name: /^Retry/ }).click();
    await page.getByText(/^(1 call tried again|Asked for already)$/).waitFor();
    await row.getByRole('link', { name: 'Retried: see what became of it' }).click({ timeout: 50_000 });
    await visitor.settled(/^Retry/);
    await page.getByText('Account and Contact data not found for Company Resolution.').first().waitFor();
  });

  it('finds a call by an e-mail over all jobs, and tells its whole story (X7)', async () => {
    const { page } = visitor;
    await visitor.open(LOG, 'Execution Log');
    await page.keyboard.press('/');
    await page.keyboard.type('david.meyer@');
    const found = page.getByRole('table', { name: 'Calls found' });
    await found.getByText('User conflict').first().waitFor();
    await found.getByRole('row').nth(1).focus();
    await page.keyboard.press('Enter');
    const story = page.getByRole('dialog', { name: 'The story of a call' });
    await story.getByText(/^This call is not on the Timeline\. 2 Users could be the Author/).waitFor();
    expect(await visitor.axeFindings()).toEqual([]);
    await page.keyboard.press('Escape');
    await story.waitFor({ state: 'detached' });
    await page.getByRole('searchbox', { name: 'Search calls' }).fill('no such call at all');
    await page.getByRole('heading', { name: 'No call fits this search' }).waitFor();
  });

  it('starts a sync by Sync now, whose row comes and ends by itself (S33)', async () => {
    const { page } = visitor;
    await nothingUnderWay(console.demo);
    await visitor.open(`${LOG}?connection=${connectionId}`, 'Execution Log');
    const rows = page.getByRole('table', { name: 'Jobs' }).getByRole('row');
    const newest = await rows.nth(1).getByRole('link').first().getAttribute('href');
    await page.getByRole('button', { name: 'Sync now' }).click();
    await page.getByText('Sync started', { exact: true }).waitFor();
    await rows.nth(1).locator(`a[href="${newest}"]`).first().waitFor({ state: 'detached' });
    await rows.nth(1).getByText('Manual').waitFor();
    await rows
      .nth(1)
      .getByText(/^(Success|Partial success)$/)
      .waitFor({ timeout: 50_000 });
  });

  describe('retries by hand of several calls (S28)', () => {
    const FAILING = 'company.not-found';
    const calls = () => visitor.page.getByRole('table', { name: 'Calls of this job' });
    const rowOf = (callId: string) =>
      calls()
        .getByRole('row')
        .filter({ has: visitor.page.getByRole('button', { name: `Call id ${callId}: copy` }) });
    const retryOf = async (callId: string): Promise<string> => {
      const { page } = visitor;
      const link = rowOf(callId).getByRole('link', { name: 'Retried: see what became of it' });
      const address = new URL((await link.getAttribute('href', { timeout: 50_000 })) ?? '', page.url());
      const job = address.pathname.split('/').at(-1) ?? '';
      await link.click();
      await page.waitForURL((url) => url.pathname === address.pathname);
      // The page that one comes from may be of a retry, too, and of one that has ended: the log knows of this one.
      await eventually(
        async () =>
          expect((await (await page.request.get(`/api/jobs/${job}`)).json()).status).toMatch(
            /^(Success|Partial Success|Failed)$/,
          ),
        { timeoutMs: 50_000, intervalMs: 250, what: `retry ${job} to end` },
      );
      await visitor.settled(/^Retry/);
      return job;
    };
    const readBy = async (job: string): Promise<string[]> => {
      const { items } = await (await visitor.page.request.get(`/api/jobs/${job}/calls?limit=200`)).json();
      return items.map(({ callId }: { callId: string }) => callId);
    };
    let chosen: string[];
    let retry: string;

    it('retries those that were chosen, in one job of their own, and says how many', async () => {
      const { page } = visitor;
      const address = `/api/jobs/${jobId}/calls?code=${FAILING}&limit=200`;
      const { items } = await (await page.request.get(address)).json();
      chosen = (items as { callId: string; retriedBy: string | null }[])
        .filter(({ retriedBy }) => retriedBy === null)
        .map(({ callId }) => callId)
        .slice(0, 2);
      await visitor.open(`${LOG}/${jobId}?code=${FAILING}`, /^Sync/);
      for (const callId of chosen) await rowOf(callId).getByRole('checkbox').check();
      await page.getByText('2 calls chosen').waitFor();
      await page.getByRole('button', { name: 'Retry 2 calls' }).click();
      await page.getByText('2 calls tried again').waitFor();
      await page.getByText('2 calls chosen').waitFor({ state: 'detached' });
      retry = await retryOf(chosen[0] ?? '');
      expect((await readBy(retry)).toSorted()).toEqual(chosen.toSorted());
    });

    it('retries all of a reason', async () => {
      const { page } = visitor;
      await visitor.open(`${LOG}/${retry}`, /^Retry/);
      await page
        .getByRole('region', { name: 'What became of the calls' })
        .getByRole('button', { name: /^Retry all/ })
        .click();
      await page.getByText('2 calls tried again').waitFor();
      retry = await retryOf(chosen[1] ?? '');
      expect((await readBy(retry)).toSorted()).toEqual(chosen.toSorted());
    });

    it('retries all of a job that did not succeed, each once', async () => {
      const { page } = visitor;
      await visitor.open(`${LOG}/${retry}`, /^Retry/);
      const all = page.getByRole('button', { name: 'Retry 2 calls' });
      await all.click();
      await page.getByText('2 calls tried again').waitFor();
      const before = retry;
      retry = await retryOf(chosen[0] ?? '');
      expect((await readBy(retry)).toSorted()).toEqual(chosen.toSorted());
      await visitor.open(`${LOG}/${before}`, /^Retry/);
      await all.click();
      await page.getByText('Nothing to retry').waitFor();
    });
  });

  it('finds the end of a job that came between its first answer and the stream of progress (S33)', async () => {
    const { page } = visitor;
    const address = `**/api/jobs/${jobId}`;
    let answers = 0;
    await page.route(address, async (route) => {
      const response = await route.fetch();
      answers += 1;
      const older = answers === 1 ? { status: 'Running', endedAt: null } : {};
      await route.fulfill({ response, json: { ...(await response.json()), ...older } });
    });
    await visitor.open(`${LOG}/${jobId}`, /^Sync/);
    await page
      .getByText(/^(Success|Partial success)$/)
      .first()
      .waitFor();
    expect(answers).toBeGreaterThan(1);
    await page.unroute(address);
  });

  it('copies the whole id of a call by a click, which opens nothing', async () => {
    const { page, context } = visitor;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.clock.install();
    await visitor.open(`${LOG}/${jobId}`, /^Sync/);
    const { items } = await (await page.request.get(`/api/jobs/${jobId}/calls?limit=1`)).json();
    const { callId } = items[0];
    const id = page.getByRole('table', { name: 'Calls of this job' }).getByRole('button', { name: /^Call id/ });
    expect(await id.first().textContent()).not.toBe(callId);
    // It is told for a second and a half of the page's own clock, which stands still from here on.
    await page.clock.pauseAt(Date.now() + 60_000);
    await id.first().click();
    await page.getByRole('button', { name: `Call id ${callId}: copied` }).waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(callId);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.clock.resume();
  });

  it('has a way on from the address of a job that is none', async () => {
    await visitor.open(`${LOG}/3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e22`, 'Page not found');
    visitor.complaints.length = 0;
  });
});
