import { OpenConsole } from './open-console';

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

  it('keeps nothing of a session where a script could read it', async () => {
    const visitor = await console.visitor();
    await visitor.signIn();
    const kept = await visitor.page.evaluate<string[]>('[document.cookie, JSON.stringify(sessionStorage)]');
    expect(kept).toEqual(['', '{}']);
    const names = await visitor.page.evaluate<string[]>('Object.keys(localStorage)');
    expect(names.every((name) => /^(gong-timeline\.|mantine-color-scheme)/.test(name))).toBe(true);
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
