import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findRoot } from '@gong-timeline/tools';
import { launchChromium } from './chromium';
import { openShown, SHOWN_PAGES } from './pages';
import { runDemoSystem } from './run-demo-system';
import { Visitor, WIDTHS } from './visitor';

/** `npm run console:screenshots`: every page in light and dark at both widths; `-- home` only the pages of those names. */
/** A long list is told by its first rows; in pixels. */
const TALLEST = 2000;
const folder = join(findRoot(__dirname), 'docs', 'console');
const wanted = process.argv.slice(2);
const pages = SHOWN_PAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const main = async (): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const { demo, stop } = await runDemoSystem();
  const browser = await launchChromium();
  try {
    for (const scheme of ['light', 'dark'] as const) {
      for (const width of WIDTHS) {
        const visitor = await Visitor.arrive(browser, demo, { scheme, width });
        const shoot = async (page: (typeof pages)[number]): Promise<void> => {
          await openShown(visitor, page);
          await visitor.page.waitForLoadState('networkidle').catch((error: unknown) => {
            // Live updates keep a connection open: the page is drawn all the same.
            if (!(error instanceof Error) || error.name !== 'TimeoutError') throw error;
          });
          // As tall as the page: what is fixed to the window stands as it does for who looks, and at its place at once.
          const height = await visitor.page.evaluate<number>('document.documentElement.scrollHeight');
          await visitor.page.setViewportSize({ width, height: Math.min(height, TALLEST) });
          const path = join(folder, `${page.name}-${scheme}-${width}.png`);
          await visitor.page.screenshot({ path, animations: 'disabled' });
          await visitor.page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        };
        for (const page of pages.filter(({ signedOut }) => signedOut === true)) await shoot(page);
        await visitor.signIn();
        for (const page of pages.filter(({ signedOut }) => signedOut !== true)) await shoot(page);
        await visitor.leave();
      }
    }
    process.stdout.write(`${pages.length * 4} pictures in docs/console\n`);
  } finally {
    await browser.close();
    await stop();
  }
};

main().catch((error: unknown) => {
  process.stderr.write(
    `console:screenshots: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 1;
});
