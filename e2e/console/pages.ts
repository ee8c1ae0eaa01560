import { firstSync } from './first-sync';
import type { Visitor } from './visitor';

const LOG = '/administration/timeline/integrations/execution-log';

export interface ShownPage {
  /** Names its pictures: docs/console/<name>-<light|dark>-<1280|390>.png */
  readonly name: string;
  readonly path: string | ((visitor: Visitor) => Promise<string>);
  /** Its heading. */
  readonly title: string | RegExp;
  /** Before anybody is signed in. */
  readonly signedOut?: boolean;
  /** What is opened on it before it is looked at: a dialog, a card. */
  readonly prepare?: (visitor: Visitor) => Promise<void>;
}

/** Every page of the console on the demo data: for the pictures, and for axe in light and dark at both widths. */
export const SHOWN_PAGES: readonly ShownPage[] = [
  { name: 'sign-in', path: '/sign-in', title: 'Sign in', signedOut: true },
  { name: 'home', path: '/', title: 'Home' },
  { name: 'account', path: '/account', title: 'Your account' },
  {
    name: 'account-sign-out',
    path: '/account',
    title: 'Your account',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Sign out everywhere' }).click();
      await page.getByRole('dialog').getByText('will end, this one too').waitFor();
    },
  },
  { name: 'settings', path: '/administration/timeline/integrations', title: 'Integrations' },
  {
    name: 'settings-filters',
    path: '/administration/timeline/integrations',
    title: 'Integrations',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Add Filters' }).click();
      await page.getByRole('button', { name: 'Add another filter' }).click();
      await page.getByText('An expression decides').click();
      await page.getByRole('textbox', { name: 'Expression' }).fill('A AND C');
      await page.getByText('there is no condition C').waitFor();
    },
  },
  { name: 'execution-log', path: LOG, title: 'Execution Log' },
  { name: 'execution-log-search', path: `${LOG}?search=meyer`, title: 'Execution Log' },
  { name: 'execution-log-none', path: `${LOG}?from=2020-01-01&to=2020-01-02`, title: 'Execution Log' },
  {
    name: 'job',
    path: async (visitor) => `${LOG}/${(await firstSync(visitor)).jobId}?count=waiting`,
    title: /^Sync/,
  },
  {
    name: 'call-story',
    path: `${LOG}?search=meyer`,
    title: 'Execution Log',
    prepare: async ({ page }) => {
      const first = page.getByRole('table', { name: 'Calls found' }).getByRole('row').nth(1);
      const open = page.getByRole('button', { name: 'Open', exact: true }).first();
      await first
        .or(open)
        .first()
        .click({ position: { x: 4, y: 4 } });
      await page.getByRole('dialog').getByText('This call is not on the Timeline').waitFor();
    },
  },
  { name: 'connectors', path: '/administration/connectors', title: 'Connectors' },
  {
    name: 'connectors-create',
    path: '/administration/connectors',
    title: 'Connectors',
    prepare: async ({ page }) => {
      await page.getByRole('button', { name: 'Create Connection' }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: 'Authorize' }).waitFor();
    },
  },
  {
    name: 'connectors-delete',
    path: '/administration/connectors',
    title: 'Connectors',
    prepare: async ({ page }) => {
      await page
        .getByRole('button', { name: /^Delete / })
        .first()
        .click();
      await page.getByRole('dialog').getByText('on the Timeline').waitFor();
    },
  },
];

export const openShown = async (visitor: Visitor, { path, title, prepare }: ShownPage): Promise<void> => {
  await visitor.open(typeof path === 'string' ? path : await path(visitor), title);
  await prepare?.(visitor);
};
