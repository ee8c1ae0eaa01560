import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { DemoSystem } from './start-demo';

export type Scheme = 'light' | 'dark';
export const WIDTHS = [1280, 390] as const;
export type Width = (typeof WIDTHS)[number];
const sizeOf = (width: Width) => ({ width, height: width === 390 ? 844 : 900 });

const ALL_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

interface VisitOptions {
  readonly scheme?: Scheme;
  readonly width?: Width;
  /** The browser's own zone, which `Local` shows. */
  readonly timeZone?: string;
}

/** A person at a browser of their own. What the browser complains of is kept: a page that works complains of nothing. */
export class Visitor {
  readonly complaints: string[] = [];

  private constructor(
    readonly demo: DemoSystem,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        this.complaints.push(`${message.text()} at ${message.location().url}`);
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async arrive(browser: Browser, demo: DemoSystem, options: VisitOptions = {}): Promise<Visitor> {
    const { scheme = 'light', width = 1280, timeZone = 'Europe/Berlin' } = options;
    const context = await browser.newContext({
      baseURL: demo.publicUrl,
      colorScheme: scheme,
      viewport: sizeOf(width),
      timezoneId: timeZone,
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(15_000);
    return new Visitor(demo, context, await context.newPage());
  }

  /** By the form, as a person does; ends where the address wanted to go. */
  async signIn(to = '/'): Promise<void> {
    await this.page.goto(to);
    await this.signInHere();
  }

  /** At the form that stands there. */
  async signInHere(
    { email, password }: { readonly email: string; readonly password: string } = this.demo,
  ): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    // Asking who is signed in, before anybody is, is answered 401, and browsers complain of each.
    this.complaints.length = 0;
  }

  /** Until its title stands there and nothing loads any more. */
  async open(path: string, title: string | RegExp): Promise<void> {
    await this.page.goto(path);
    await this.settled(title);
  }

  async settled(title: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await this.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  }

  /**
   * WCAG 2.2 A and AA, and what axe calls good practice; of `colours` only the rules that look at colours. One line each, with
   * where it is. Our pages have no frames, so that one run in the page itself sees all there is; what axe says of the rest,
   * half a megabyte a page, stays there.
   */
  async axeFindings(rules: 'all' | 'colours' = 'all'): Promise<string[]> {
    const axe = new AxeBuilder({ page: this.page })
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'], preload: false });
    const chosen = rules === 'all' ? axe.withTags(ALL_RULES) : axe.withRules(COLOUR_RULES);
    const { violations } = await chosen.analyze();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  }

  /** The same page as somebody else would have it, without loading it again. */
  async becomes(scheme: Scheme, width: Width): Promise<void> {
    await this.page.emulateMedia({ colorScheme: scheme });
    await this.page.setViewportSize(sizeOf(width));
  }

  /** Sideways scrolling of the page itself is a fault at any width; a table may scroll in its box. */
  async overflow(): Promise<number> {
    return this.page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
