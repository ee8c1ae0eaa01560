import { eventually } from '@gong-timeline/testing';
import { invite } from './invite';
import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

const MEMBER = { name: 'Mia Member', email: 'mia@acme.example', password: 'seven quiet blue lanterns' };

describe('the frame of the console', () => {
  let console: OpenConsole;
  let admin: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    admin = await console.visitor();
    await admin.signIn();
  });
  afterAll(() => console.close());

  it('begins with a link that skips the menu, for who goes by keyboard', async () => {
    await admin.open('/', 'Home');
    await admin.page.keyboard.press('Tab');
    const skip = admin.page.getByRole('link', { name: 'Skip to the content' });
    expect(await skip.evaluate((link) => link.matches(':focus'))).toBe(true);
    await admin.page.keyboard.press('Enter');
    await admin.page.locator('#content:focus').waitFor();
  });

  it('takes the focus to the title of the page that one goes to, and names the window by it', async () => {
    await admin.open('/', 'Home');
    await admin.page.getByRole('button', { name: /^Account of/ }).click();
    await admin.page.getByRole('menuitem', { name: 'Your account' }).click();
    await admin.settled('Your account');
    const title = admin.page.getByRole('heading', { level: 1 });
    await admin.page.locator('h1:focus').waitFor();
    expect(await title.textContent()).toBe('Your account');
    expect(await admin.page.title()).toBe('Your account · gong-timeline');
  });

  it('shows every time in the zone that was chosen, and remembers it', async () => {
    await admin.open('/account', 'Your account');
    const signedIn = admin.page.getByRole('row').nth(1).getByRole('time').last();
    const utc = await signedIn.textContent();
    await admin.page.getByRole('button', { name: 'Times in UTC' }).click();
    await admin.page.getByRole('menuitem', { name: 'Local (Europe/Berlin)' }).click();
    await admin.page.getByRole('button', { name: 'Times in Local (Europe/Berlin)' }).waitFor();
    await eventually(async () => expect(await signedIn.textContent()).not.toBe(utc));
    await admin.open('/account', 'Your account');
    await admin.page.getByRole('button', { name: 'Times in Local (Europe/Berlin)' }).click();
    await admin.page.getByRole('menuitem', { name: 'UTC' }).click();
    await eventually(async () => expect(await signedIn.textContent()).toBe(utc));
  });

  it('is a drawer at 390 pixels', async () => {
    const narrow = await console.visitor({ width: 390 });
    await narrow.signIn();
    await narrow.settled('Home');
    const home = narrow.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' });
    expect(await home.isVisible()).toBe(false);
    await narrow.page.getByRole('button', { name: 'Menu' }).click();
    await home.waitFor({ state: 'visible' });
    expect(await narrow.axeFindings()).toEqual([]);
  });

  it('says quietly that the network is gone, and takes it back by itself', async () => {
    await admin.open('/', 'Home');
    const strip = admin.page.getByText('No network.');
    await admin.context.setOffline(true);
    await strip.waitFor();
    await admin.context.setOffline(false);
    await strip.waitFor({ state: 'detached' });
    admin.complaints.length = 0;
  });

  it('answers an address without a page with the way on', async () => {
    await admin.open('/no/such/page', 'Page not found');
    await admin.page.getByRole('link', { name: 'Go to Home' }).click();
    await admin.settled('Home');
  });

  it('lets a person in by the link that an admin made, which works once (X3)', async () => {
    const url = await invite(admin, MEMBER);
    const mia = await console.visitor();
    await mia.page.goto(url);
    await mia.page.getByLabel('New password', { exact: true }).fill('short');
    await mia.page.getByRole('button', { name: 'Set password and sign in' }).click();
    await mia.page.getByText('12 characters or more, of any kind.').waitFor();
    expect(mia.page.url()).not.toContain('#');
    await mia.page.getByLabel('New password', { exact: true }).fill(MEMBER.password);
    await mia.page.getByLabel('New password, again').fill(MEMBER.password);
    await mia.page.getByRole('button', { name: 'Set password and sign in' }).click();
    await mia.settled('Home');
    // A member sees Home and Companies only, and is told so at an address that was passed on.
    expect(await mia.page.getByText('Administration').count()).toBe(0);
    expect(await mia.axeFindings()).toEqual([]);

    const late = await console.visitor();
    await late.page.goto(url);
    await late.page.getByLabel('New password', { exact: true }).fill(MEMBER.password);
    await late.page.getByLabel('New password, again').fill(MEMBER.password);
    await late.page.getByRole('button', { name: 'Set password and sign in' }).click();
    await late.page.getByRole('alert').getByText('ask an admin for a new one').waitFor();
  });

  it('says of a link without its secret that it is not whole', async () => {
    const cut = await console.visitor();
    await cut.open('/invitation', 'Set your password');
    await cut.page.getByText('The link is not whole').waitFor();
    expect(await cut.axeFindings()).toEqual([]);
  });

  it('leads to the sign-in when the session has ended, and back to the same page', async () => {
    const other = await console.visitor();
    await other.signIn('/account');
    await other.settled('Your account');
    await other.context.clearCookies();
    await other.page.reload();
    await other.page.waitForURL('**/sign-in?returnTo=%2Faccount');
  });

  it('asks once who is signed in, and keeps the address, however long the sign-in takes to come', async () => {
    const { page } = await console.visitor();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/me') asked.push(request.url());
    });
    await page.route('**/sign-in-page*', async (route) => {
      // Long enough for whatever it would ask meanwhile.
      for (let answer = 0; answer < 20; answer++) await page.request.get('/api/sign-in');
      await route.continue();
    });
    await page.goto('/account?from=mail');
    await page.getByLabel('E-mail').waitFor();
    expect(new URL(page.url()).search).toBe('?returnTo=%2Faccount%3Ffrom%3Dmail');
    expect(asked).toHaveLength(1);
  });
});
