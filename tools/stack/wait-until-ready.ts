import { setTimeout as pause } from 'node:timers/promises';
import type { Child } from './child';

/** Waits until the address answers 200; fails with what it last said, or at once when the process gave up. */
export async function waitUntilReady(child: Child, readyUrl: string, withinMs = 60_000): Promise<void> {
  const until = Date.now() + withinMs;
  let last = 'no answer yet';
  while (Date.now() < until) {
    if (child.failure !== null) throw new Error(child.failure);
    try {
      const answer = await fetch(readyUrl, { signal: AbortSignal.timeout(2000) });
      if (answer.ok) return;
      last = `${answer.status} ${(await answer.text()).slice(0, 300)}`;
    } catch (error) {
      last = String((error as { cause?: unknown }).cause ?? error);
    }
    await pause(100);
  }
  throw new Error(`${child.name} was not ready within ${withinMs / 1000} s; ${readyUrl} last said: ${last}`);
}
