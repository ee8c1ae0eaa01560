const HOUR_MS = 60 * 60 * 1000;

/** S6: slots count from 00:00 UTC; every interval offered divides the day, so they are the same each day. */
export const latestSlot = (now: Date, intervalHours: number): Date => {
  const interval = intervalHours * HOUR_MS;
  return new Date(Math.floor(now.getTime() / interval) * interval);
};

export const nextSlot = (now: Date, intervalHours: number): Date =>
  new Date(latestSlot(now, intervalHours).getTime() + intervalHours * HOUR_MS);

/** The slot to run now, if it has not been seen to. Of several that were missed only the newest runs, once. */
export const dueSlot = (known: {
  readonly now: Date;
  readonly intervalHours: number;
  readonly lastSlotAt: Date;
}): Date | null => {
  const slot = latestSlot(known.now, known.intervalHours);
  return slot.getTime() > known.lastSlotAt.getTime() ? slot : null;
};
