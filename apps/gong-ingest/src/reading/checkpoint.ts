import type { Transaction } from '@gong-timeline/persistence';
import { saveCheckpoint } from '../store/checkpoint-job';
import type { Stop } from '../store/job.table';
import { endJob } from './end-jobs';
import { tellJobProgressed } from './tell-job';
import type { Page, RunningJob } from './write-pages';

interface Progress {
  readonly pages: readonly Page[];
  readonly malformedItems: number;
  readonly stop: Stop | null;
  readonly leaseMs: number;
}

/**
 * Where the job stands after these pages; with the last of them, or when it is to stop, its end. A job that has read
 * everything has read to its end, whoever wanted it to stop meanwhile.
 */
export const checkpoint = async (
  tx: Transaction,
  job: RunningJob,
  { pages, malformedItems, stop, leaseMs }: Progress,
): Promise<{ job: RunningJob; ended: boolean }> => {
  const last = pages.at(-1);
  const place = last?.next ?? null;
  const window = place !== null && 'slice' in place ? place : null;
  const { callsRead } = job;
  // Gong's count is of the part of the window in hand, and may be too high while it still analyses (Gong fact).
  const callsExpected = last?.total == null ? null : Math.max(callsRead, job.callsReadBeforeSlice + last.total);
  const entersSlice = window !== null && window.cursor === null;
  const at = {
    slice: window?.slice ?? job.slice,
    cursor: window?.cursor ?? null,
    callsReadBeforeSlice: entersSlice ? callsRead : job.callsReadBeforeSlice,
  };
  await saveCheckpoint(tx, job, { ...at, callsRead, callsExpected, malformedItems }, leaseMs);
  tellJobProgressed(tx, job, { step: 'reading calls', callsRead, callsExpected });

  const end = place === null ? ({ ending: 'read-to-end', reason: null } as const) : stop;
  if (end !== null) await endJob(tx, job, end);
  return { job: { ...job, ...at, failingSince: null }, ended: end !== null };
};
