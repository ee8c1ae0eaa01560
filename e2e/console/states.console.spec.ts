import type { Page } from 'playwright-core';
import { firstSync } from './first-sync';
import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

const DOWN = 'This service does not answer just now';
const WHY = 'It is started again by itself. Try again in a minute.';
const problem = { title: DOWN, detail: WHY, status: 503, code: 'service.unavailable' };
const LOG = '/administration/timeline/integrations/execution-log';
const USERS = '/administration/users-and-permission';

interface ListPage {
  readonly name: string;
  readonly path: string | ((visitor: Visitor) => Promise<string>);
  /** Of the request that brings its rows. */
  readonly asks: RegExp;
  /** Of a page that has other lists, too. */
  readonly part?: string;
  /** Of its address, where it has filters: one that finds nothing, what it says then, and the button that shows all. */
  readonly nothing?: readonly [query: string, words: string, way: string];
}

const gongUsers = async (visitor: Visitor) =>
  `${USERS}/user-management?connection=${(await firstSync(visitor)).connectionId}`;
const timeline = async ({ page }: Visitor): Promise<string> => {
  const { items } = await (await page.request.get('/api/activities?limit=1')).json();
  return `/companies/${items[0].company.gsid}`;
};

const PAGES: readonly ListPage[] = [
  {
    name: 'Companies',
    path: '/companies',
    asks: /^\/api\/companies$/,
    nothing: ['search=zzz', 'A company is found by a part of its name', 'Show all companies'],
  },
  {
    name: 'a Timeline',
    path: timeline,
    asks: /^\/api\/companies\/[^/]+\/activities$/,
    nothing: ['search=zzz', 'The search looks in subjects, notes, people and trackers', 'Show all activities'],
  },
  {
    name: 'the Execution Log',
    path: LOG,
    asks: /^\/api\/jobs$/,
    nothing: ['from=2020-01-01&to=2020-01-02', 'Choose other dates or statuses to see more.', 'Clear filters'],
  },
  {
    name: 'the calls of a job',
    path: async (visitor) => `${LOG}/${(await firstSync(visitor)).jobId}`,
    asks: /^\/api\/jobs\/[^/]+\/calls$/,
    nothing: ['search=zzz', 'Other jobs may have it', 'Show all calls'],
  },
  {
    name: 'Directory > Companies',
    path: '/administration/directory?list=companies',
    asks: /^\/api\/companies$/,
    nothing: ['search=zzz', 'Clear the filter to see all.', 'Clear filters'],
  },
  {
    name: 'Directory > Persons',
    path: '/administration/directory?list=persons',
    asks: /^\/api\/persons$/,
    nothing: ['search=zzz', 'Clear the filter to see all.', 'Clear filters'],
  },
  { name: 'User Management', path: `${USERS}/user-management`, asks: /^\/api\/users$/ },
  {
    name: 'the users of Gong',
    path: gongUsers,
    asks: /^\/api\/connections\/[^/]+\/gong-users$/,
    nothing: ['search=zzz', 'Clear a filter to see more.', 'Clear filters'],
  },
  { name: 'Members', path: `${USERS}/members`, asks: /^\/api\/members$/ },
  { name: 'API tokens', path: `${USERS}/api-tokens`, asks: /^\/api\/tokens$/, part: 'API tokens' },
  {
    name: 'the Audit log',
    path: '/administration/audit-log',
    asks: /^\/api\/audit$/,
    nothing: ['objectId=zzz', 'Clear a filter to see more.', 'Clear filters'],
  },
  { name: 'Activity types', path: '/administration/timeline/activity-types', asks: /^\/api\/activity-types$/ },
];

describe('a list that is loading, that did not come, that is empty', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
    await visitor.signIn();
  });
  afterAll(() => console.close());

  const addressOf = async ({ path }: ListPage) => (typeof path === 'string' ? path : path(visitor));
  const rowsOf = (page: Page, { part }: ListPage) => {
    const main = page.getByRole('main');
    const place = part === undefined ? main : main.getByRole('region', { name: part });
    return place.locator('tbody tr:not(:has(.mantine-Skeleton-root)), article');
  };

  const failsAndComes = async (list: ListPage): Promise<void> => {
    const page = await visitor.context.newPage();
    const asked = (url: URL): boolean => list.asks.test(url.pathname);
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(asked, async (route) => {
      await held;
      await route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    });
    await page.goto(await addressOf(list));
    const main = page.getByRole('main');
    await main.locator('[aria-busy="true"]').first().waitFor();
    answer();
    const alert = main.getByRole('alert').filter({ hasText: DOWN });
    await alert.getByText(WHY).waitFor();
    expect(await rowsOf(page, list).count()).toBe(0);
    await page.unroute(asked);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await rowsOf(page, list).first().waitFor();
    await alert.waitFor({ state: 'detached' });
    await page.close();
  };

  // Side by side: each page asks twice more, seconds apart, before it says so.
  it('shows that it loads, says what is wrong, and comes by Try again: on every page', async () => {
    const tries = PAGES.map(async (list) => {
      try {
        return { name: list.name, failed: await failsAndComes(list) };
      } catch (failed) {
        return { name: list.name, failed };
      }
    });
    expect(await Promise.all(tries)).toEqual(PAGES.map(({ name }) => ({ name, failed: undefined })));
  });

  it.each(PAGES.filter(({ nothing }) => nothing !== undefined))(
    '$name says of filters that nothing fits what to do, and shows all again',
    async (list) => {
      const { page } = visitor;
      const [query = '', words = '', way = ''] = list.nothing ?? [];
      const address = await addressOf(list);
      await page.goto(`${address}${address.includes('?') ? '&' : '?'}${query}`);
      await page.getByRole('main').getByText(words).waitFor();
      expect(await rowsOf(page, list).count()).toBe(0);
      await page.getByRole('main').getByRole('button', { name: way }).last().click();
      await rowsOf(page, list).first().waitFor();
    },
  );
});
