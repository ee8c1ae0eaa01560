import { eventually } from '@gong-timeline/testing';
import type { Route } from 'playwright-core';
import { OpenConsole } from './open-console';
import { SHOWN_PAGES } from './pages';
import { WIDTHS, type Visitor } from './visitor';

const LONG = 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft';
/** Where people write what they like. */
const WRITTEN = new Set([
  'name',
  'title',
  'subject',
  'connectionName',
  'companyName',
  'actorName',
  'objectName',
  'agent',
]);
/** Each in a way of its own: headings, cards, tables of several such columns, forms. */
const PAGES = new Set([
  'home',
  'timeline',
  'settings',
  'job',
  'connectors',
  'external-users',
  'directory',
  'audit-log',
]);

const withLongNames = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withLongNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      WRITTEN.has(key) && typeof each === 'string' ? each + LONG : withLongNames(each),
    ]),
  );
};

describe('names that have no blank', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
    await visitor.signIn();
  });
  afterAll(() => console.close());

  it('break, and push nothing off any page', async () => {
    const { page } = visitor;
    const shown = SHOWN_PAGES.filter(({ name }) => PAGES.has(name));
    expect(shown).toHaveLength(PAGES.size);
    const paths = await Promise.all(shown.map(({ path }) => (typeof path === 'string' ? path : path(visitor))));
    const lengthen = async (route: Route): Promise<void> => {
      if (route.request().method() !== 'GET') return route.continue();
      const response = await route.fetch();
      if (response.headers()['content-type']?.includes('application/json') !== true) return route.fulfill({ response });
      await route.fulfill({ response, json: withLongNames(await response.json()) });
    };
    await page.route(/\/api\/(?!jobs\/progress)/, lengthen);
    const faults: string[] = [];
    for (const path of paths) {
      for (const width of WIDTHS) {
        await visitor.becomes('light', width);
        if (width === WIDTHS[0]) await visitor.open(path, /./);
        // A chart takes another width a moment later.
        const fits = eventually(async () => expect(await visitor.overflow()).toBe(0), { timeoutMs: 3_000 });
        await fits.catch((reason: Error) => faults.push(`${path} at ${width}: ${reason.message}`));
      }
    }
    expect(faults).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});
