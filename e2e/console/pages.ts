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

const USER_MANAGEMENT = '/administration/users-and-permission/user-management';
const SHOWN_FILE =
  'Id,Account Name,Website,Region\nc-901,Nordlicht GmbH,nordlicht.example,EMEA\n,Without an id,none.example,APAC\n';

const firstConnection = async ({ page }: Visitor): Promise<string> => {
  const answer = (await (await page.request.get('/api/connections')).json()) as { items: { connectionId: string }[] };
  return answer.items[0]?.connectionId ?? '';
};

/** Every page of the console on the demo data: for the pictures, and for axe in light and dark at both widths. */
export const SHOWN_PAGES: readonly ShownPage[] = [
  { name: 'sign-in', path: '/sign-in', title: 'Sign in', signedOut: true },
  { name: 'home', path: '/', title: 'Home' },
  { name: 'companies', path: '/companies', title: 'Companies' },
  {
    name: 'timeline',
    path: async ({ page }) => {
      const { items } = await (await page.request.get('/api/activities?limit=200')).json();
      const rich = items.find(({ trackers }: { trackers: unknown[] }) => trackers.length > 1) ?? items[0];
      return `/companies/${rich.company.gsid}?activity=${rich.activityId}`;
    },
    title: /./,
    prepare: async ({ page }) => {
      await page
        .getByRole('group', { name: /^Where .* occurs$/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'calls-now',
    path: '/administration/timeline/integrations/execution-log/calls?standing=now',
    title: 'Calls',
  },
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
  {
    name: 'user-management',
    path: '/administration/users-and-permission/user-management',
    title: 'User Management',
  },
  {
    name: 'external-users',
    path: async (visitor) => `${USER_MANAGEMENT}?connection=${await firstConnection(visitor)}`,
    title: 'Add User from External Systems',
  },
  {
    name: 'suggested-user',
    path: async (visitor) => `${USER_MANAGEMENT}?connection=${await firstConnection(visitor)}&status=Conflict`,
    title: 'Add User from External Systems',
    prepare: async ({ page }) => {
      await page
        .getByRole('button', { name: /^Conflict: choose/ })
        .first()
        .click();
      await page
        .getByText(/^Recommended/)
        .first()
        .waitFor();
    },
  },
  { name: 'directory', path: '/administration/directory', title: 'Directory' },
  { name: 'directory-imports', path: '/administration/directory?list=imports', title: 'Directory' },
  { name: 'directory-settings', path: '/administration/directory?list=settings', title: 'Directory' },
  {
    name: 'directory-import',
    path: '/administration/directory/import?kind=companies',
    title: 'Import CSV',
    prepare: async ({ page }) => {
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name: 'companies.csv', mimeType: 'text/csv', buffer: Buffer.from(SHOWN_FILE) });
      await page.getByRole('button', { name: 'Dry run' }).click();
      await page.getByText('would be created').waitFor();
    },
  },
  { name: 'activity-types', path: '/administration/timeline/activity-types', title: 'Activity types' },
  { name: 'members', path: '/administration/users-and-permission/members', title: 'Members' },
  { name: 'api-tokens', path: '/administration/users-and-permission/api-tokens', title: 'API tokens' },
  { name: 'audit-log', path: '/administration/audit-log', title: 'Audit log' },
  {
    name: 'audit-entry',
    path: '/administration/audit-log?action=sync-settings.saved',
    title: 'Audit log',
    prepare: async ({ page }) => {
      const open = page.getByRole('main').getByRole('button', { name: 'Open', exact: true });
      const row = page.getByRole('main').getByRole('cell', { name: 'Saved the settings of the sync' });
      await open.or(row).last().click();
      await page.getByRole('dialog').getByText('Before').waitFor();
    },
  },
];

export const openShown = async (visitor: Visitor, { path, title, prepare }: ShownPage): Promise<void> => {
  await visitor.open(typeof path === 'string' ? path : await path(visitor), title);
  await prepare?.(visitor);
};
