import type { Page } from 'playwright-core';

export interface Frames {
  readonly frames: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly longTasks: number;
  readonly longestTaskMs: number;
}

/** In the page: the time from each frame to the next, and what kept the page's thread for 50 ms and more. */
const WATCH = `
  window.watched = { gaps: [], tasks: [], on: true };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) if (window.watched.on) window.watched.tasks.push(duration);
  }).observe({ type: 'longtask' });
  let before = performance.now();
  const frame = (now) => {
    window.watched.gaps.push(now - before);
    before = now;
    if (window.watched.on) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);`;
const STOP = '((window.watched.on = false), window.watched)';

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

/** While the wheel is turned: what each frame took. */
export const watchFrames = async (page: Page, scroll: () => Promise<void>): Promise<Frames> => {
  await page.evaluate(`(() => {${WATCH}})()`);
  await scroll();
  const { gaps, tasks } = await page.evaluate<{ gaps: number[]; tasks: number[] }>(STOP);
  const sorted = gaps.toSorted((one, other) => one - other);
  return {
    frames: gaps.length,
    p50Ms: at(sorted, 0.5),
    p95Ms: at(sorted, 0.95),
    p99Ms: at(sorted, 0.99),
    longTasks: tasks.length,
    longestTaskMs: Math.max(0, ...tasks),
  };
};
