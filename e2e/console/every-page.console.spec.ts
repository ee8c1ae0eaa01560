import { OpenConsole } from './open-console';
import { openShown, SHOWN_PAGES } from './pages';
import { type Visitor, WIDTHS } from './visitor';

const SCHEMES = ['light', 'dark'] as const;
const cases = SCHEMES.flatMap((scheme) => WIDTHS.map((width) => ({ scheme, width })));

describe.each(cases)('every page of the console, $scheme at $width pixels', ({ scheme, width }) => {
  let console: OpenConsole;
  let visitor: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor({ scheme, width });
  });
  afterAll(() => console.close());

  const looksWell = async (): Promise<void> => {
    expect(await visitor.axeFindings()).toEqual([]);
    expect(await visitor.overflow()).toBe(0);
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
      visitor.complaints.length = 0;
      await openShown(visitor, page);
      await looksWell();
      expect(visitor.complaints).toEqual([]);
    },
  );
});
