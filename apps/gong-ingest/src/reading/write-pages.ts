import { randomUUID } from 'node:crypto';
import type { TenantDatabase } from '@gong-timeline/persistence';
import { knownCalls, saveReadCalls } from '../store/call-state.store';
import type { Job } from '../store/job.table';
import { keepMalformedItems, type MalformedItemRow } from '../store/malformed-item.store';
import { retriesRead } from '../store/retry-wanted.store';
import { holdJob } from '../store/take-job';
import type { CallPage, RetryPlace, WindowPlace } from './call-pages';
import { checkpoint } from './checkpoint';
import type { KnownCall } from './decide-call';
import { tellCalls } from './tell-calls';
import { tellCrmsSeen } from './tell-crms-seen';
import { byCall, capturedOf, type DecidedCall, decideCalls } from './what-was-read';

export type RunningJob = Job & { readonly settings: NonNullable<Job['settings']> };
export type Page = CallPage<WindowPlace> | CallPage<RetryPlace>;

export interface Written {
  /** The job as it stands after these pages. */
  readonly job: RunningJob;
  /** It has been ended: these were its last pages, or somebody wants it to stop. */
  readonly ended: boolean;
  readonly calls: readonly DecidedCall<KnownCall>[];
  readonly malformed: readonly MalformedItemRow[];
}

const NONE: ReadonlySet<string> = new Set();

/**
 * One transaction for one or more pages: what is known of their calls, the facts about them, the checkpoint of the job
 * and, after the last page or when it is to stop, its end. A replica that lost the job writes nothing.
 */
export const writePages = (
  database: TenantDatabase,
  job: RunningJob,
  pages: readonly Page[],
  leaseMs: number,
): Promise<Written> =>
  database.transaction(async (tx) => {
    const stop = await holdJob(tx, job);
    const calls = pages.flatMap((page) => page.calls);
    const items = byCall(
      calls,
      pages.flatMap((page) => page.gone),
    );
    const callIds = [...items.keys()];
    const askedByHand = job.trigger === 'retry' ? await retriesRead(tx, job, callIds) : NONE;
    const decided = decideCalls(items, await knownCalls(tx, job.tenantId, callIds), job.jobId, askedByHand);

    const malformed = calls.flatMap((call) => (call.kind === 'malformed' ? [{ itemId: randomUUID(), ...call }] : []));
    const references = new Map(malformed.flatMap(({ callId, itemId }) => (callId === null ? [] : [[callId, itemId]])));
    const told = decided.filter(({ decision }) => decision.does !== 'repeated');
    await saveReadCalls(
      tx,
      job,
      told.map(({ item, decision, byHand }) => ({
        callId: item.callId,
        revision: decision.revision,
        attempt: decision.attempt,
        capturedHash: capturedOf(item)?.snapshotHash ?? null,
        withheld: decision.does === 'withhold' || decision.does === 'gone',
        byHand,
      })),
    );
    await keepMalformedItems(tx, job, malformed);
    tellCalls(tx, job, told, references);
    await tellCrmsSeen(tx, job, calls);

    const counted = told.filter(({ decision }) => decision.counts).length;
    const after = { ...job, callsRead: job.callsRead + counted };
    const written = await checkpoint(tx, after, { pages, malformedItems: malformed.length, stop, leaseMs });
    return { ...written, calls: told, malformed };
  });
