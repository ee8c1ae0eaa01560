import { useSyncExternalStore } from 'react';

const lost = new Set<string>();
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

/** Streams of live updates that do not come; each by its address. */
export const setStreamLost = (address: string, isLost: boolean): void => {
  if (lost.has(address) === isLost) return;
  if (isLost) lost.add(address);
  else lost.delete(address);
  tell();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

type ConnectionState = 'well' | 'offline' | 'not-live';
const read = (): ConnectionState => (!navigator.onLine ? 'offline' : lost.size > 0 ? 'not-live' : 'well');

export const useConnectionState = (): ConnectionState => useSyncExternalStore(subscribe, read);
