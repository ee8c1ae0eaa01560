import { setTimeout as pause } from 'node:timers/promises';

/** True as soon as the check holds, false when it still does not after timeoutMs. An error of the check ends the wait. */
export async function poll(
  check: () => boolean | Promise<boolean>,
  { timeoutMs, intervalMs = 20 }: { timeoutMs: number; intervalMs?: number },
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    if (await check()) return true;
    if (Date.now() >= deadline) return false;
    await pause(intervalMs);
  }
}
