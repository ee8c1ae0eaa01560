import { useSyncExternalStore } from 'react';

const STEP_MS = 15_000;
let now = new Date();
let timer: number | undefined;
const listeners = new Set<() => void>();

const tick = (): void => {
  now = new Date();
  for (const listener of listeners) listener();
};

/** It stands still while nobody looks. */
const subscribe = (listener: () => void): (() => void) => {
  if (listeners.size === 0) now = new Date();
  listeners.add(listener);
  timer ??= window.setInterval(tick, STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
};

const read = (): Date => now;

/** One clock for the whole page: relative times move together, four times a minute. */
export const useNow = (): Date => useSyncExternalStore(subscribe, read);
