import type { Activity, Job } from '@gong-timeline/contracts';

const COUNTED = ['created', 'updated', 'unchanged', 'skipped', 'failed', 'waiting'] as const;

/** `214 read = 31 created + 12 updated + ...`, and whether it adds up (S32). */
export function countsLine({ counts }: Job): string {
  const sum = COUNTED.reduce((total, count) => total + counts[count], 0);
  const parts = COUNTED.map((count) => `${counts[count]} ${count}`).join(' + ');
  return `${counts.read} read = ${parts}${sum === counts.read ? '' : `  (these are ${sum}: it does not add up)`}`;
}

export function jobLines(job: Job): string[] {
  const took =
    job.startedAt !== null && job.endedAt !== null
      ? `, ${((Date.parse(job.endedAt) - Date.parse(job.startedAt)) / 1000).toFixed(1)} s`
      : '';
  const codes = Object.entries(job.byCode).sort(([, a], [, b]) => b - a);
  return [
    `  ${job.trigger} job ${job.jobId}: ${job.status}${took}`,
    `  ${countsLine(job)}`,
    ...codes.map(([code, calls]) => `    ${String(calls).padStart(6)}  ${code}`),
    ...(job.reason === null ? [] : [`    ${job.reason}`]),
  ];
}

export function activityLines(activities: readonly Activity[]): string[] {
  return activities.map((activity) => {
    const people = activity.attendees.internal.length + activity.attendees.external.length;
    const trackers = activity.trackers.map((tracker) => `${tracker.name} ${tracker.count}`).join(', ');
    return `  ${new Date(activity.startedAt).toISOString().slice(0, 16).replace('T', ' ')}  ${cut(activity.company.name, 24)}  ${cut(activity.subject, 40)}  by ${activity.author.name}, ${people} people${trackers && `; ${trackers}`}`;
  });
}

export function progressLine(job: Job): string {
  const done = COUNTED.reduce((total, count) => total + job.counts[count], 0);
  const expected = job.callsExpected === null ? '' : ` of about ${job.callsExpected}`;
  return `  ${job.status === 'Running' ? (job.step ?? 'starting') : job.status}: ${Math.max(job.counts.read, done)} calls read${expected}, ${done} done`;
}

/** Unprintable text of odd titles stays out of the terminal. */
const cut = (text: string, width: number): string => {
  const clean = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '');
  return ([...clean].length > width ? `${[...clean].slice(0, width - 1).join('')}…` : clean).padEnd(width);
};
