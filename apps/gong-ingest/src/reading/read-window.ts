const DAY_MS = 24 * 60 * 60 * 1000;
const SHORTEST_MS = 1000;

export interface ReadWindow {
  readonly from: Date;
  readonly to: Date;
}

/**
 * S10: from the start of the last run that read to its end, less the look-back, to now; the first run reaches back
 * `firstRunDays`. With 0 no run reaches back to before the connection was made.
 */
export const readWindow = (known: {
  readonly now: Date;
  readonly lastReadStartedAt: Date | null;
  readonly connectedAt: Date;
  readonly lookBackDays: number;
  readonly firstRunDays: number;
}): ReadWindow => {
  const { now, lastReadStartedAt, connectedAt, lookBackDays, firstRunDays } = known;
  const connected = connectedAt.getTime();
  const reachesTo =
    lastReadStartedAt === null
      ? Math.min(connected, now.getTime() - firstRunDays * DAY_MS)
      : lastReadStartedAt.getTime() - lookBackDays * DAY_MS;
  const from = firstRunDays === 0 ? Math.max(connected, reachesTo) : reachesTo;
  // Gong refuses a window whose start is not before its end.
  return { from: new Date(Math.min(from, now.getTime() - SHORTEST_MS)), to: now };
};
