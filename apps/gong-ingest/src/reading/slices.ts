import type { ReadWindow } from './read-window';

const SHORTEST_MS = 60_000;

/**
 * A cursor lives for about an hour from its first page (Gong fact), and a long window, or a day without quota, outlives
 * it. The window is then read again in parts of half the length, each with a cursor of its own, so that a job always
 * comes to its end. Calls already told in it are not told twice. Null when no shorter part is left to try.
 */
export const afterCursorExpired = ({ from, to }: ReadWindow): ReadWindow | null => {
  const lengthMs = to.getTime() - from.getTime();
  if (lengthMs <= SHORTEST_MS) return null;
  return { from, to: new Date(from.getTime() + Math.max(Math.ceil(lengthMs / 2), SHORTEST_MS)) };
};

/** The part that follows one that was read to its end, as long as that; null at the end of the window. */
export const nextSlice = ({ from, to }: ReadWindow, end: Date): ReadWindow | null => {
  if (to.getTime() >= end.getTime()) return null;
  return { from: to, to: new Date(Math.min(end.getTime(), 2 * to.getTime() - from.getTime())) };
};
