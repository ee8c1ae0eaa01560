import { eventually } from '@gong-timeline/testing';
import { nothingUnderWay } from '../nothing-under-way';
import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

const LOG = '/administration/timeline/integrations/execution-log';

describe('a sync that an admin stops, click by click (S29)', () => {
  let console: OpenConsole;
  let admin: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    admin = await console.visitor();
    await admin.signIn();
  });
  afterEach(() => simulator('DELETE'));
  afterAll(() => console.close());

  const simulator = async (method: string, fault?: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const init = fault === undefined ? { method } : { method, headers, body: JSON.stringify(fault) };
    const answer = await fetch(`${console.demo.simulatorUrl}/simulator/faults`, init);
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status}: ${await answer.text()}`);
  };
  const jobIdOf = async (press: () => Promise<void>): Promise<string> => {
    const answered = admin.page.waitForResponse((response) => response.url().endsWith('/syncs'));
    await press();
    return (await (await answered).json()).jobId;
  };
  const statusOf = async (jobId: string): Promise<string> =>
    (await (await admin.page.request.get(`/api/jobs/${jobId}`)).json()).status;
  const rowOf = (jobId: string) =>
    admin.page
      .getByRole('table', { name: 'Jobs' })
      .getByRole('row')
      .filter({ has: admin.page.locator(`a[href="${LOG}/${jobId}"]`) });

  it('says what stopping does and when it could not be done, ends as Stopped with the reason, and the next sync reads to the end', async () => {
    const { page } = admin;
    // A sync that another spec has started would be the one that is stopped, after what it has read.
    await nothingUnderWay(console.demo);
    await admin.open(LOG, 'Execution Log');
    // A sync is under way at Gong for as long as it takes to stop it.
    await simulator('POST', {
      company: 'acme',
      kind: 'slow',
      delayMs: 60_000,
      path: '/v2/calls/extensive',
      times: 100,
    });
    const jobId = await jobIdOf(() => page.getByRole('button', { name: 'Sync now' }).click());
    const row = rowOf(jobId);
    const stop = page.getByRole('button', { name: `Stop the job ${jobId}` });
    const dialog = page.getByRole('dialog', { name: 'Stop this sync?' });
    await stop.click();
    // Reading it, and closing it, is no click on the row behind it.
    await dialog.getByText('The next sync reads what this one has not read.').click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe(LOG);
    expect(await statusOf(jobId)).toBe('Running');

    await stop.click();
    const problem = { title: 'This service does not answer just now', status: 503, code: 'service.unavailable' };
    await page.route(
      '**/api/jobs/*/stop',
      (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
      { times: 1 },
    );
    await dialog.getByRole('button', { name: 'Stop sync' }).click();
    await dialog.getByRole('alert', { name: problem.title }).waitFor();
    admin.complaints.length = 0;
    // Looked for at every change of the page: the job may look whether it is to stop in the very next moment.
    const isStopping = page.evaluate(`new Promise((seen, missed) => {
      const look = () => document.querySelector('button[aria-label="Stopping the job ${jobId}"]') !== null && seen();
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
      setTimeout(() => missed(new Error('It was never said that the job is stopping.')), 15000);
    })`);
    await dialog.getByRole('button', { name: 'Stop sync' }).click();
    await isStopping;
    await row.getByText('Stopped', { exact: true }).waitFor({ timeout: 30_000 });
    await row.getByRole('link').first().click();
    await admin.settled(/^Sync started by hand/);
    await page.getByText('It ended before it had read one; above stands why.').waitFor();
    await page.getByText('An admin stopped it. The next sync reads what this one has not read.').waitFor();
    expect(await page.getByRole('button', { name: 'Stop', exact: true }).count()).toBe(0);

    await simulator('DELETE');
    await admin.open(LOG, 'Execution Log');
    const next = await jobIdOf(() => page.getByRole('button', { name: 'Sync now' }).click());
    await eventually(async () => /^(Success|Partial Success)$/.test(await statusOf(next)), {
      what: 'The next sync has read to its end',
      timeoutMs: 30_000,
    });
    await page.goto('/administration/audit-log');
    await page.getByRole('cell', { name: 'Stopped a job' }).first().waitFor();
    expect(admin.complaints).toEqual([]);
  });
});
