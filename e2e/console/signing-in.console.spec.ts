import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

describe('signing in and out (X3)', () => {
  let console: OpenConsole;
  beforeAll(async () => {
    console = await OpenConsole.open();
  });
  afterAll(() => console.close());

  it('keeps the address that was asked for, and goes there', async () => {
    const visitor = await console.visitor();
    await visitor.signIn('/account?from=mail');
    await visitor.settled('Your account');
    expect(visitor.page.url()).toBe(`${console.demo.publicUrl}/account?from=mail`);
  });

  it('leads to no other site afterwards, whatever the address says', async () => {
    const visitor = await console.visitor();
    await visitor.signIn('/sign-in?returnTo=//evil.example');
    await visitor.settled('Home');
    expect(new URL(visitor.page.url()).origin).toBe(console.demo.publicUrl);
  });

  it('says in its place that the password is wrong', async () => {
    const { page } = await console.visitor();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill('nobody@acme.example');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('Signing in did not succeed').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  it('runs no script that is written into the page', async () => {
    const visitor = await console.visitor();
    const answer = await visitor.page.goto('/sign-in');
    const policy = (answer?.headers()['content-security-policy'] ?? '').split(';').map((part) => part.trim());
    const scripts = policy.find((part) => part.startsWith('script-src')) ?? '';
    expect(scripts).toContain("'self'");
    expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
    const ran = await visitor.page.evaluate<boolean>(`(() => {
      const script = document.createElement('script');
      script.textContent = 'window.wasRun = true';
      document.body.append(script);
      return window.wasRun === true;
    })()`);
    expect(ran).toBe(false);
  });

  describe('once somebody is signed in', () => {
    let visitor: Visitor;
    beforeAll(async () => {
      visitor = await console.visitor();
      await visitor.signIn();
    });

    it('keeps nothing of the session where a script could read it', async () => {
      const kept = await visitor.page.evaluate<string[]>('[document.cookie, JSON.stringify(sessionStorage)]');
      expect(kept).toEqual(['', '{}']);
      const names = await visitor.page.evaluate<string[]>('Object.keys(localStorage)');
      expect(names.every((name) => /^(gong-timeline\.|mantine-color-scheme)/.test(name))).toBe(true);
    });

    it('keeps the session in a cookie that no script reads and no other site sends', async () => {
      const cookies = await visitor.context.cookies();
      expect(cookies.length).toBeGreaterThan(0);
      for (const { httpOnly, sameSite } of cookies) {
        expect(httpOnly).toBe(true);
        expect(['Lax', 'Strict']).toContain(sameSite);
      }
    });

    it('ends a session elsewhere from the account, also one that has ended meanwhile', async () => {
      const { page, demo } = visitor;
      const headers = { 'x-requested-with': 'gong-timeline', origin: demo.publicUrl };
      const elsewhere = async () => {
        const { request } = (await console.visitor()).context;
        const { email, password } = demo;
        await request.post('/api/sign-in/local', { headers, data: { email, password } });
        const { items } = await (await request.get('/api/me/sessions')).json();
        const { sessionId, createdAt } = items.find(({ current }: { current: boolean }) => current);
        const row = page
          .getByRole('table', { name: 'Sessions' })
          .getByRole('row')
          .filter({ has: page.locator(`time[datetime="${createdAt}"]`) });
        return { sessionId, request, row };
      };
      const [ended, open] = [await elsewhere(), await elsewhere()];
      await visitor.open('/account', 'Your account');
      await ended.row.waitFor();
      await page.request.delete(`/api/me/sessions/${ended.sessionId}`, { headers });
      for (const { row, request } of [ended, open]) {
        await row.getByRole('button', { name: 'End' }).click();
        await row.waitFor({ state: 'detached' });
        expect(await page.getByRole('alert').count()).toBe(0);
        expect((await request.get('/api/me')).status()).toBe(401);
      }
    });

    it('does nothing that another site asks for with its cookie', async () => {
      const { page, demo } = visitor;
      const sent = (headers: Record<string, string>) => page.request.post('/api/sign-out', { headers });
      expect((await sent({ origin: 'https://evil.example', 'x-requested-with': 'gong-timeline' })).status()).toBe(403);
      expect((await sent({ origin: demo.publicUrl })).status()).toBe(403);
      expect((await page.request.get('/api/me')).status()).toBe(200);
    });
  });

  it('signs out by the menu, and then asks again', async () => {
    const visitor = await console.visitor();
    await visitor.signIn();
    await visitor.page.getByRole('button', { name: /^Account of/ }).click();
    await visitor.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await visitor.page.waitForURL('**/sign-in');
    await visitor.page.goto('/');
    await visitor.page.waitForURL('**/sign-in?returnTo=%2F');
  });
});
