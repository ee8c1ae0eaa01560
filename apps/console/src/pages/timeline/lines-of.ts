import type { Activity } from '../../api/types';
import { dayOf } from '../../time/format-time';

/** What stands in the reading column, one below the other. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly day: string }
  | { readonly kind: 'activity'; readonly key: string; readonly activity: Activity };

/** A day of the chosen zone as a heading, then its Activities; they come newest first. One that two pages have stands once. */
export const linesOf = (activities: readonly Activity[], zone: string): readonly Line[] => {
  const lines: Line[] = [];
  const seen = new Set<string>();
  let last = '';
  for (const activity of activities) {
    if (seen.has(activity.activityId)) continue;
    seen.add(activity.activityId);
    const day = dayOf(new Date(activity.startedAt), zone);
    if (day !== last) lines.push({ kind: 'day', key: day, day });
    last = day;
    lines.push({ kind: 'activity', key: activity.activityId, activity });
  }
  return lines;
};
