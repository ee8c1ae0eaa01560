import type { Request } from 'playwright-core';
import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

const SETTINGS = '/administration/timeline/integrations';

/** By the keyboard and the list, as a person chooses in a searchable field. */
const choose = async ({ page }: Visitor, field: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};
const value = ({ page }: Visitor, letter: string) => page.getByRole('textbox', { name: `Value of ${letter}` });

describe('Timeline > Integrations > Settings', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
    await visitor.signIn();
  });
  beforeEach(async () => {
    await visitor.open(SETTINGS, 'Integrations');
  });
  afterAll(() => console.close());

  it('reads the filter back in words, and underlines a fault of the expression at its place (S8)', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Add Filters' }).click();
    await value(visitor, 'A').fill('north');
    await page.getByRole('button', { name: 'Add another filter' }).click();
    await choose(visitor, 'Field of B', 'User: Licence');
    await choose(visitor, 'Value of B', 'Full');
    await page
      .getByText("A call is synced when the Company's Name is “north”, and the Author's Licence is “Full”.")
      .waitFor();
    await page.getByText('An expression decides').click();
    const expression = page.getByRole('textbox', { name: 'Expression' });
    await expression.fill('A OR (B AND');
    await page.getByText('At character 12: expected the letter of a condition or (, found the end.').waitFor();
    await expression.fill('A OR D');
    await page.getByText('At character 6: there is no condition D. There are A, B.').waitFor();
    expect(await page.locator('mark').textContent()).toBe('D');
    await expression.fill('a or b');
    await page.getByText("the Company's Name is “north”, or the Author's Licence is “Full”.").waitFor();
  });

  it('says under each field what is missing, and saves nothing until it is mended (S8, S10)', async () => {
    const { page } = visitor;
    // Not by the jobs: a retry of what another spec left may begin at any moment.
    const changes: string[] = [];
    const note = (request: Request) => void (request.method() !== 'GET' && changes.push(request.url()));
    page.on('request', note);
    await page.getByRole('textbox', { name: 'Look-back, in days' }).fill('31');
    await page.getByRole('button', { name: 'Add Filters' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A whole number of days from 1 to 30.').waitFor();
    await page.getByText('Condition A needs a text to compare with.').waitFor();
    await page.getByText('Not saved: 2 fields above have to be mended.').waitFor();
    page.off('request', note);
    expect(changes).toEqual([]);
  });

  it('asks before changes that were not saved are left', async () => {
    const { page } = visitor;
    await page.getByRole('checkbox', { name: 'Find companies by e-mail domain' }).click();
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByRole('checkbox', { name: 'Find companies by e-mail domain' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByRole('link', { name: 'Home' }).click();
    await visitor.settled('Home');
  });

  it('offers only types that are active and global, Call and Meeting recommended (S7)', async () => {
    const { page } = visitor;
    await page.getByRole('combobox', { name: 'Activity Type' }).click();
    await page.getByRole('option').first().waitFor();
    const offered = await page.getByRole('option').allTextContents();
    expect(offered.slice(0, 2)).toEqual(['Call', 'Meeting']);
    await page.getByText('Recommended', { exact: true }).waitFor();
  });

  it('saves a filter and starts a sync with it, and leads to its job (S7, S8; the second flow of the seed)', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Add Filters' }).click();
    await choose(visitor, 'Operator of A', 'does not contain');
    await value(visitor, 'A').fill('nobody is called this');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A sync with these settings has started.').waitFor();
    const job = await page.getByRole('link', { name: 'Open the job' }).getAttribute('href');
    expect(job).toMatch(/execution-log\/[0-9a-f-]{36}$/);
    await visitor.open(SETTINGS, 'Integrations');
    expect(await value(visitor, 'A').inputValue()).toBe('nobody is called this');
    await page.getByRole('button', { name: 'Remove condition A' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/Saved\. A sync/).waitFor();
  });

  it('names who saved meanwhile, and keeps what was typed on top of theirs', async () => {
    const { page } = visitor;
    const other = await console.visitor();
    await other.signIn();
    await other.open(SETTINGS, 'Integrations');
    const lookBack = page.getByRole('textbox', { name: 'Look-back, in days' });
    const theirs = (await lookBack.inputValue()) === '4' ? '5' : '4';
    await other.page.getByRole('textbox', { name: 'Look-back, in days' }).fill(theirs);
    await other.page.getByRole('button', { name: 'Save' }).click();
    await other.page.getByText(/Saved\. A sync/).waitFor();
    const notes = page.getByRole('checkbox', { name: "Include Gong's notes" });
    const mine = !(await notes.isChecked());
    await notes.click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/Demo admin saved this/).waitFor();
    await page.getByRole('button', { name: 'Load the newest' }).click();
    await page.getByText('Changed by somebody else meanwhile').waitFor({ state: 'detached' });
    expect([await lookBack.inputValue(), await notes.isChecked()]).toEqual([theirs, mine]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/Saved\. A sync/).waitFor();
  });
});
