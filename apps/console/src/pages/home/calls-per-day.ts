import type { Job } from '../../api/types';
import { dayOf } from '../../time/format-time';

const DAY_MS = 86_400_000;
export const CHARTED = ['created', 'updated', 'skipped', 'failed', 'waiting'] as const;
export type DayOfCalls = { readonly day: string } & { readonly [Count in (typeof CHARTED)[number]]: number };

/** What became of the calls that were read on each of the last days, oldest first; days without a job are there, too. */
export const callsPerDay = (jobs: readonly Job[], now: Date, zone: string, days = 30): readonly DayOfCalls[] => {
  // From the middle of a day, so that no change of the clocks makes one day twice or none.
  const noon = new Date(`${dayOf(now, zone)}T12:00:00Z`).getTime();
  const names = Array.from({ length: days }, (_, index) =>
    new Date(noon - (days - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
  return names.map((day) => {
    const ofDay = jobs.filter(({ startedAt }) => startedAt !== null && dayOf(new Date(startedAt), zone) === day);
    const sum = (count: (typeof CHARTED)[number]): number =>
      ofDay.reduce((total, { counts }) => total + counts[count], 0);
    return {
      day,
      created: sum('created'),
      updated: sum('updated'),
      skipped: sum('skipped'),
      failed: sum('failed'),
      waiting: sum('waiting'),
    };
  });
};
