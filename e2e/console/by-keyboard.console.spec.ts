import type { Locator } from 'playwright-core';
import { nothingUnderWay } from '../nothing-under-way';
import { OpenConsole } from './open-console';
import { openShown, SHOWN_PAGES } from './pages';
import { reachByTab } from './reach-by-tab';
import type { Visitor } from './visitor';

/** More than any page has before what is looked for. */
const MOST_TABS = 80;

/** Presses Tab until it has the focus. */
const tabTo = async ({ page }: Visitor, wanted: Locator): Promise<void> => {
  await wanted.waitFor();
  for (let press = 0; press < MOST_TABS; press += 1) {
    if (await wanted.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${String(wanted)} in ${MOST_TABS} presses.`);
};

describe('by keyboard alone', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
    // What a running job shows comes and goes: who goes by Tab would never come to it.
    await nothingUnderWay(console.demo);
  });
  afterAll(() => console.close());

  it('a person signs in, puts a filter into the settings, and discards it again', async () => {
    const { page, demo } = visitor;
    const { keyboard } = page;
    await page.goto('/');
    await tabTo(visitor, page.getByLabel('E-mail'));
    await keyboard.type(demo.email);
    await tabTo(visitor, page.getByLabel('Password', { exact: true }));
    await keyboard.type(demo.password);
    await keyboard.press('Enter');
    await visitor.settled('Home');

    await tabTo(visitor, page.getByRole('link', { name: 'Integrations' }));
    await keyboard.press('Enter');
    await visitor.settled('Integrations');
    await tabTo(visitor, page.getByRole('button', { name: 'Add Filters' }));
    await keyboard.press('Enter');
    await tabTo(visitor, page.getByRole('combobox', { name: 'Operator of A' }));
    await keyboard.press('Enter');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await tabTo(visitor, page.getByRole('textbox', { name: 'Value of A' }));
    await keyboard.type('north');
    await page.getByText('A call is synced when the Company').waitFor();
    await tabTo(visitor, page.getByRole('button', { name: 'Discard changes' }));
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Add Filters' }).waitFor();
  });

  it('a dialog takes the focus, keeps it, closes by Esc and gives it back', async () => {
    const { page } = visitor;
    await visitor.open('/administration/connectors', 'Connectors');
    const opener = page.getByRole('button', { name: 'Create Connection' });
    await tabTo(visitor, opener);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Create Connection' });
    await dialog.waitFor();
    expect((await reachByTab(visitor)).missed).toEqual([]);
    expect(await dialog.locator(':focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: 'Create Connection' }).waitFor();
  });

  it.each(SHOWN_PAGES.filter(({ signedOut }) => signedOut !== true))(
    '$name is gone through by Tab: all that a mouse can click is reached, and shows that it has the focus',
    async (page) => {
      await openShown(visitor, page);
      const { stops, ...faults } = await reachByTab(visitor);
      expect(stops).toBeGreaterThanOrEqual(3);
      expect(faults).toEqual({ missed: [], unseen: [], mouseOnly: [] });
    },
  );
});
