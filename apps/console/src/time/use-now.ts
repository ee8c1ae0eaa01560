import { useSyncExternalStore } from 'react';

const STEP_MS = 15_000;
let now = new Date();
let timer: number | undefined;
const listeners = new Set<() => void>();

/** One clock for the whole page: relative times move together, four times a minute. */
export const useNow = (): Date =>
  useSyncExternalStore(
    (listener) => {
      if (listeners.size === 0) now = new Date();
      listeners.add(listener);
      timer ??= window.setInterval(() => {
        now = new Date();
        for (const each of listeners) each();
      }, STEP_MS);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        window.clearInterval(timer);
        timer = undefined;
      };
    },
    () => now,
  );
