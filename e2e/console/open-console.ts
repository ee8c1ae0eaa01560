import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium';
import type { DemoSystem } from './start-demo';
import { Visitor } from './visitor';

/** For specs: the system that the suite runs on, one browser, and whoever is still there sent home. */
export class OpenConsole {
  private readonly visitors: Visitor[] = [];

  private constructor(
    readonly demo: DemoSystem,
    private readonly browser: Browser,
  ) {}

  static async open(): Promise<OpenConsole> {
    return new OpenConsole(JSON.parse(process.env['CONSOLE_DEMO'] ?? '{}') as DemoSystem, await launchChromium());
  }

  async visitor(options: Parameters<typeof Visitor.arrive>[2] = {}): Promise<Visitor> {
    const visitor = await Visitor.arrive(this.browser, this.demo, options);
    this.visitors.push(visitor);
    return visitor;
  }

  async close(): Promise<void> {
    for (const visitor of this.visitors) await visitor.leave();
    await this.browser.close();
  }
}
