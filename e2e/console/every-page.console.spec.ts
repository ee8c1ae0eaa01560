import { eventually } from '@gong-timeline/testing';
import { OpenConsole } from './open-console';
import { openShown, SHOWN_PAGES } from './pages';
import type { Visitor } from './visitor';

/**
 * Every rule of axe once in light and once in dark, once where tables are tables and once where they are cards; its rules of
 * colours in each of the four. A page is loaded once: axe takes longer than all else here.
 */
const LOOKS = [
  { scheme: 'light', width: 1280, rules: 'all' },
  { scheme: 'dark', width: 1280, rules: 'colours' },
  { scheme: 'dark', width: 390, rules: 'all' },
  { scheme: 'light', width: 390, rules: 'colours' },
] as const;

describe('every page of the console, in light and dark, at 1280 and 390 pixels', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
  });
  afterAll(() => console.close());
  beforeEach(async () => {
    await visitor.becomes('light', 1280);
    visitor.complaints.length = 0;
  });

  const looksWell = async (): Promise<void> => {
    for (const { scheme, width, rules } of LOOKS) {
      await visitor.becomes(scheme, width);
      await visitor.page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor();
      // A chart takes another width a moment later.
      await eventually(async () => expect(await visitor.overflow()).toBe(0), { what: `${width} pixels to be enough` });
      const findings = await visitor.axeFindings(rules);
      expect({ scheme, width, findings }).toEqual({ scheme, width, findings: [] });
    }
  };

  it.each(SHOWN_PAGES.filter(({ signedOut }) => signedOut === true))('$name is for everybody', async (page) => {
    await openShown(visitor, page);
    await looksWell();
  });

  it('signs the demo admin in and lands on Home', async () => {
    await visitor.signIn();
    await visitor.settled('Home');
    expect(new URL(visitor.page.url()).pathname).toBe('/');
  });

  it.each(SHOWN_PAGES.filter(({ signedOut }) => signedOut !== true))(
    '$name is for everybody, and the browser complains of nothing',
    async (page) => {
      await openShown(visitor, page);
      await looksWell();
      expect(visitor.complaints).toEqual([]);
    },
  );
});
