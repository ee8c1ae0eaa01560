import { decideAtGong } from './gong-pages';
import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

const CONNECTORS = '/administration/connectors';
const nameOf = (what: string) => `${what} ${Date.now().toString(36)}`;

/** As far as the pages of Gong. */
const create = async ({ page }: Visitor, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Create Connection' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Create Connection' });
  await dialog.getByRole('radio', { name: 'Gong' }).check();
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Authorize' }).click();
};

const cardOf = ({ page }: Visitor, name: string) => page.getByRole('article', { name });

const remove = async (visitor: Visitor, name: string): Promise<void> => {
  const { page } = visitor;
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Delete connection' });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByLabel(`Type ${name} to go on`).fill(name);
  await confirm.click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `Delete ${name}` }).waitFor({ state: 'detached' });
};

describe('connecting Gong and initiating the sync, click by click', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
    await visitor.signIn();
  });
  afterAll(() => console.close());
  beforeEach(() => visitor.open(CONNECTORS, 'Connectors'));

  it('goes by Gong to a pop-up that offers Initiate Sync and Go to Timeline, and imports what was asked for (S1, S2)', async () => {
    const { page } = visitor;
    const name = nameOf('Second Gong');
    await create(visitor, name);
    await decideAtGong(page, 'Allow');

    const popUp = page.getByRole('dialog', { name: `${name} is connected` });
    await popUp.getByRole('button', { name: 'Initiate Sync' }).waitFor();
    expect(await popUp.getByRole('button').allTextContents()).toEqual(['', 'Go to Timeline', 'Initiate Sync']);
    // What Gong brought is spent, and stays neither in the address nor in the way back.
    expect(page.url()).not.toMatch(/code=|state=/);
    expect(await visitor.axeFindings()).toEqual([]);
    // Connecting alone imports nothing.
    const id = new URL(page.url()).searchParams.get('connected');
    const jobs = await (await page.request.get(`/api/jobs?connectionId=${id}`)).json();
    expect(jobs.items).toEqual([]);

    await popUp.getByRole('button', { name: 'Initiate Sync' }).click();
    await visitor.settled(`Sync started by hand of ${name}`);
    // Live, without reloading (S33): the job ends, and its sum is what was read (S32).
    await page.getByText(/^(Success|Partial success)$/).waitFor({ timeout: 50_000 });
    const settings = await (await page.request.get(`/api/connections/${id}/sync-settings`)).json();
    expect(settings).toMatchObject({ enabled: true, activityTypeId: 'meeting' });

    await visitor.open(CONNECTORS, 'Connectors');
    await cardOf(visitor, name).getByText('Active').waitFor();
    await page.getByRole('button', { name: `Delete ${name}` }).click();
    await page
      .getByRole('dialog')
      .getByText(/No job of it runs now|that runs now stops/)
      .waitFor();
    await page
      .getByRole('dialog')
      .getByText(/(on|onto) the Timeline/)
      .waitFor();
    await page.keyboard.press('Escape');
    await remove(visitor, name);
    await cardOf(visitor, name).getByText('Revoked').waitFor();
    // Its log stays, with what it did.
    await cardOf(visitor, name).getByRole('link', { name: 'Execution Log' }).click();
    await visitor.settled('Execution Log');
    await page.getByRole('table', { name: 'Jobs' }).getByText('Manual').waitFor();
  });

  it('asks nothing of a connection that was deleted: no page complains of it (S4)', async () => {
    const { items } = await (await visitor.page.request.get('/api/connections')).json();
    expect(items.map(({ state }: { state: string }) => state)).toContain('revoked');
    visitor.complaints.length = 0;
    await visitor.open('/', 'Home');
    await visitor.open('/administration/timeline/integrations', 'Integrations');
    await visitor.open('/administration/users-and-permission/user-management', 'User Management');
    await visitor.page.getByRole('button', { name: 'Add Users' }).click();
    await visitor.page.getByRole('menuitem', { name: 'Add User from External Systems' }).click();
    await visitor.settled('Add User from External Systems');
    expect(visitor.complaints).toEqual([]);
  });

  it('says of a refused consent why, makes nothing, and leaves the way on (S3)', async () => {
    const { page } = visitor;
    const name = nameOf('Refused Gong');
    await create(visitor, name);
    await decideAtGong(page, 'Deny');
    await visitor.settled('Gong did not allow the connection');
    await page.getByRole('alert').getByText('The consent was refused at Gong').first().waitFor();
    expect(await visitor.axeFindings()).toEqual([]);
    await page.getByRole('link', { name: 'Go to Connectors' }).click();
    await visitor.settled('Connectors');
    await cardOf(visitor, name).getByText('Pending').waitFor();
    await cardOf(visitor, name).getByText('choose Allow').waitFor();
    await remove(visitor, name);
  });

  it('says to who is no technical administrator at Gong that only one can allow it (S3)', async () => {
    const { page } = visitor;
    const name = nameOf('Nobody Gong');
    await create(visitor, name);
    await decideAtGong(page, 'Allow', /^(?!.*technical administrator)/);
    await page.getByRole('link', { name: 'Back to the application' }).click();
    await visitor.settled('Gong did not allow the connection');
    await page.getByText('Who signed in at Gong is not a technical administrator there').waitFor();
    await visitor.open(CONNECTORS, 'Connectors');
    await remove(visitor, name);
  });

  it('says of an answer of Gong that comes a second time that it works once (S3)', async () => {
    const { page } = visitor;
    const name = nameOf('Twice Gong');
    const answers: string[] = [];
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.url().includes('code=')) answers.push(request.url());
    });
    await create(visitor, name);
    await decideAtGong(page, 'Allow');
    await page.getByRole('dialog', { name: `${name} is connected` }).waitFor();
    await page.goto(answers[0] ?? '');
    await visitor.settled('This authorization cannot be completed');
    await page.getByText('it works once').waitFor();
    await visitor.open(CONNECTORS, 'Connectors');
    await cardOf(visitor, name).getByText('Active').waitFor();
    await remove(visitor, name);
  });

  it('lands a name that is taken on its field', async () => {
    const { page } = visitor;
    const [known] = await page.getByRole('article').getByRole('heading').allTextContents();
    await create(visitor, known ?? '');
    await page.getByRole('dialog').getByText('Is taken.').waitFor();
    expect(page.url()).toContain(CONNECTORS);
  });

  it('authorizes a connection again by the pages of Gong: the same one, active, with its settings (S2, S4)', async () => {
    const { page } = visitor;
    const known = async (): Promise<{ connectionId: string; name: string; state: string; authorizedAt: string }[]> =>
      (await (await page.request.get('/api/connections')).json()).items;
    const before = await known();
    const active = before.find(({ state }) => state === 'active');
    const { connectionId = '', name = '', authorizedAt = '' } = active ?? {};
    const path = `/api/connections/${connectionId}/sync-settings`;
    const settings = await (await page.request.get(path)).json();
    await cardOf(visitor, name).getByRole('button', { name: 'Re-authorize' }).click();
    await decideAtGong(page, 'Allow');

    const popUp = page.getByRole('dialog', { name: `${name} is connected` });
    await popUp.getByText('The sync is on with its settings as they were').waitFor();
    expect(new URL(page.url()).searchParams.get('connected')).toBe(connectionId);
    await popUp.getByRole('button', { name: 'Sync now' }).waitFor();
    await page.keyboard.press('Escape');
    await cardOf(visitor, name).getByText('Active').waitFor();
    const after = await known();
    expect(after.map((each) => each.connectionId)).toEqual(before.map((each) => each.connectionId));
    const again = after.find((each) => each.connectionId === connectionId);
    expect(Date.parse(again?.authorizedAt ?? '')).toBeGreaterThan(Date.parse(authorizedAt));
    expect((await (await page.request.get(path)).json()).filters).toEqual(settings.filters);
  });

  it('offers no Initiate Sync, which takes filters away, until it knows whether the sync is on (S2)', async () => {
    const { page } = visitor;
    const { items } = await (await page.request.get('/api/connections')).json();
    const { connectionId, name } = items.find(({ state }: { state: string }) => state === 'active');
    const limited = { title: 'Too many requests', detail: 'Try again in a moment.', status: 429, code: 'rate.limited' };
    await page.route('**/sync-settings', (route) =>
      route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify(limited) }),
    );
    await page.goto(`${CONNECTORS}?connected=${connectionId}`);
    const popUp = page.getByRole('dialog', { name: `${name} is connected` });
    const alert = popUp.getByRole('alert').filter({ hasText: limited.title });
    await alert.waitFor();
    expect(await popUp.getByRole('button', { name: 'Initiate Sync' }).count()).toBe(0);
    expect(await popUp.getByText('Nothing is imported yet').count()).toBe(0);
    await page.unroute('**/sync-settings');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await popUp.getByRole('button', { name: 'Sync now' }).waitFor();
    await alert.waitFor({ state: 'detached' });
  });

  it('copies the whole id of a connection by a click', async () => {
    const { page, context } = visitor;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.clock.install();
    const { items } = await (await page.request.get('/api/connections')).json();
    const [{ connectionId, name }] = items.filter(({ state }: { state: string }) => state === 'active');
    const id = cardOf(visitor, name).getByRole('button', { name: /^Connection id/ });
    expect(await id.textContent()).not.toBe(connectionId);
    // It is told for a second and a half of the page's own clock, which stands still from here on.
    await page.clock.pauseAt(Date.now() + 60_000);
    await id.click();
    await cardOf(visitor, name)
      .getByRole('button', { name: `Connection id ${connectionId}: copied` })
      .waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(connectionId);
    await page.clock.resume();
  });
});
