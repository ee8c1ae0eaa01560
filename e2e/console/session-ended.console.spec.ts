import { eventually } from '@gong-timeline/testing';
import type { Locator } from 'playwright-core';
import { invite } from './invite';
import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

const SETTINGS = '/administration/timeline/integrations';
const DIRECTORY = '/administration/directory?list=settings';
const MEMBER = { name: 'Nora Next', email: 'nora@acme.example', password: 'seven quiet blue lanterns' };

describe('a session that ends while a page is open (X3)', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
    await visitor.signIn();
    const nora = await console.visitor();
    await nora.page.goto(await invite(visitor, MEMBER));
    await nora.page.getByLabel('New password', { exact: true }).fill(MEMBER.password);
    await nora.page.getByLabel('New password, again').fill(MEMBER.password);
    await nora.page.getByRole('button', { name: 'Set password and sign in' }).click();
    await nora.settled('Home');
  });
  afterAll(() => console.close());

  const lookBack = () => visitor.page.getByRole('textbox', { name: 'Look-back, in days' });
  const told = () => visitor.page.getByText('What you typed is back');
  /** It is told in the first picture of the form, and put into it right after. */
  const isBack = (field: Locator, typed: string) =>
    eventually(async () => expect(await field.inputValue()).toBe(typed));
  const nothingKept = () =>
    eventually(async () => expect(await visitor.page.evaluate<string>('JSON.stringify(sessionStorage)')).toBe('{}'));
  /** As somebody does who was at another tab: who is signed in is asked anew. */
  const comesBack = () => visitor.page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
  /** Types into the settings and saves too late; ends at the sign-in. */
  const saveTooLate = async (): Promise<void> => {
    const { page } = visitor;
    await visitor.open(SETTINGS, 'Integrations');
    await lookBack().fill('17');
    await page.getByRole('button', { name: 'Add Filters' }).click();
    await page.getByRole('textbox', { name: 'Value of A' }).fill('typed before the end');
    await visitor.context.clearCookies();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('What you had typed is kept in this tab').waitFor();
  };

  it('brings who signs in again back to the form, as it was typed before the Save that found it ended', async () => {
    const { page } = visitor;
    await saveTooLate();
    // A sign-in at another site leaves the page, and comes back to it.
    await page.reload();
    await visitor.signInHere();
    await visitor.settled('Integrations');
    await told().waitFor();
    await isBack(lookBack(), '17');
    await isBack(page.getByRole('textbox', { name: 'Value of A' }), 'typed before the end');
    await nothingKept();
    expect(await visitor.axeFindings()).toEqual([]);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await told().waitFor({ state: 'detached' });
    expect(await lookBack().inputValue()).not.toBe('17');
  });

  it('asks nothing when it is not a Save that finds it ended, and keeps the settings of the directory, too', async () => {
    const { page } = visitor;
    await visitor.open(DIRECTORY, 'Directory');
    await page.getByLabel('Organisation id').fill('00D-typed');
    await visitor.context.clearCookies();
    await comesBack();
    await page.getByText('What you had typed is kept in this tab').waitFor();
    await visitor.signInHere();
    await visitor.settled('Directory');
    await told().waitFor();
    await isBack(page.getByLabel('Organisation id'), '00D-typed');
  });

  it('shows it to nobody else', async () => {
    await saveTooLate();
    await visitor.signInHere(MEMBER);
    await visitor.settled('For admins');
    await nothingKept();
    await visitor.context.clearCookies();
    await visitor.signIn(SETTINGS);
    await visitor.settled('Integrations');
    await lookBack().waitFor();
    expect(await lookBack().inputValue()).not.toBe('17');
    expect(await told().count()).toBe(0);
  });

  it('shows nothing of one person to another, who has signed in at another tab', async () => {
    const { page, demo } = visitor;
    await visitor.open('/account', 'Your account');
    const sessions = page.getByRole('table', { name: 'Sessions' });
    await sessions.getByText('This one').waitFor();
    const typed = page.getByLabel('New password', { exact: true });
    await typed.fill('typed by somebody else');
    const headers = { 'x-requested-with': 'gong-timeline', origin: demo.publicUrl };
    const { email, password } = MEMBER;
    await page.request.post('/api/sign-in/local', { headers, data: { email, password } });
    // What is asked anew takes its time.
    await page.route('**/api/me/sessions*', () => undefined);
    await comesBack();
    await page.getByRole('button', { name: `Account of ${MEMBER.name}` }).waitFor();
    await page.getByText(MEMBER.email).first().waitFor();
    expect(await sessions.getByText('This one').count()).toBe(0);
    expect(await typed.inputValue()).toBe('');
  });
});
