import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchChromium } from '../chromium';
import { startDemo } from '../start-demo';
import { Visitor } from '../visitor';
import { fillCompany } from './fill-company';
import { type Frames, watchFrames } from './watch-frames';

/** As fast as a hand on a wheel turns it: some four cards an event. */
const TURN_PX = 500;
const TURNS_A_SECOND = 20;
const LOADED_WITHIN_MS = 120_000;
const END = 'The beginning of this Timeline';

/**
 * `npm run bench:timeline-scroll -- [--activities 5000] [--seconds 20]`: one company's Timeline in Chromium, down until the
 * last of its Activities is loaded, and then up again with all of them behind it.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { activities: { type: 'string', default: '5000' }, seconds: { type: 'string', default: '20' } },
  });
  const [activities, seconds] = [Number(values.activities), Number(values.seconds)];
  const { system, demo } = await startDemo(new AbortController().signal);
  const browser = await launchChromium();
  try {
    const gsid = await fillCompany(system.stack.servers.databaseUrl, activities);
    const visitor = await Visitor.arrive(browser, demo);
    await visitor.signIn(`/companies/${gsid}`);
    const { page } = visitor;
    await page.getByRole('article').first().waitFor({ timeout: 60_000 });
    const turns = async (by: number): Promise<void> => {
      await page.mouse.move(600, 500);
      for (let turn = 0; turn < seconds * TURNS_A_SECOND; turn += 1) {
        await page.mouse.wheel(0, by);
        await page.waitForTimeout(1000 / TURNS_A_SECOND);
      }
    };
    await say(page, 'down, the next pages loading', await watchFrames(page, () => turns(TURN_PX)));
    const until = Date.now() + LOADED_WITHIN_MS;
    while ((await page.getByText(END).count()) === 0) {
      if (Date.now() > until) throw new Error('The Timeline did not come to its end');
      await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
      await page.waitForTimeout(100);
    }
    await say(page, 'up, all of them loaded', await watchFrames(page, () => turns(-TURN_PX)));
  } finally {
    await browser.close();
    await system.stop();
  }
}

const say = async (page: Page, what: string, { frames, p50Ms, p95Ms, p99Ms, longTasks, longestTaskMs }: Frames) => {
  const [nodes, cards, height] = await page.evaluate<[number, number, number]>(
    `[document.querySelectorAll('*').length, document.querySelectorAll('article').length, document.documentElement.scrollHeight]`,
  );
  const ms = (time: number) => `${time.toFixed(1)} ms`;
  process.stdout.write(
    `${what}: ${frames} frames, p50 ${ms(p50Ms)}, p95 ${ms(p95Ms)}, p99 ${ms(p99Ms)}; ${longTasks} long tasks, the longest ` +
      `${longestTaskMs.toFixed(0)} ms; ${nodes} nodes, ${cards} cards in the page of ${height.toLocaleString('en')} px\n`,
  );
};

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
