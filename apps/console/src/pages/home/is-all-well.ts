import type { Connection, Job } from '../../api/types';
import { counted } from '../../status/words';
import type { Meaning } from '../../theme/meanings';
import { jobPage } from '../execution-log/job-page';

export interface Wellness {
  readonly meaning: Meaning;
  readonly words: string;
  /** Since when, or what the words are about; ISO 8601. */
  readonly since: string | null;
  readonly action: { readonly label: string; readonly to: string } | null;
}

const CONNECTORS = '/administration/connectors';

/** When the first of its failures in a row began. */
const failingSince = (jobs: readonly Job[], { connectionId }: Job): string | null => {
  const theirs = jobs.filter(
    (job) => job.connectionId === connectionId && job.trigger !== 'retry' && job.status !== 'Running',
  );
  const mended = theirs.findIndex(({ status }) => status !== 'Failed');
  return (mended === -1 ? theirs : theirs.slice(0, mended)).at(-1)?.startedAt ?? null;
};

/**
 * One glance: the worst of what is known, since when, and what to do about it. `syncs`: the last of each connection; `jobs`:
 * the newest of all, which tell since when they fail.
 */
export const isAllWell = (
  connections: readonly Connection[],
  syncs: ReadonlyMap<string, Job | null>,
  jobs: readonly Job[],
): Wellness => {
  const lost = connections.filter(({ state }) => state === 'needs-reauthorization');
  if (lost[0] !== undefined) {
    const which = lost.length === 1 ? `The connection ${lost[0].name} needs` : `${lost.length} connections need`;
    return {
      meaning: 'failed',
      words: `${which} to be authorized again. Nothing is lost; syncs wait until then.`,
      since: null,
      action: { label: 'Re-authorize', to: CONNECTORS },
    };
  }
  const active = connections.filter(({ state }) => state === 'active');
  if (active.length === 0) {
    return {
      meaning: 'neutral',
      words: 'Gong is not connected yet.',
      since: null,
      action: { label: 'Create connection', to: CONNECTORS },
    };
  }
  const last = active.flatMap(({ connectionId }) => syncs.get(connectionId) ?? []);
  const broken = last.find(({ status }) => status === 'Failed');
  if (broken !== undefined) {
    return {
      meaning: 'failed',
      words:
        `The last sync of ${broken.connectionName ?? 'a connection'} did not read to its end. ${broken.reason ?? ''}`.trim(),
      since: failingSince(jobs, broken),
      action: { label: 'Why', to: jobPage(broken.jobId) },
    };
  }
  const newest = last.toSorted((a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? ''))[0];
  if (newest === undefined)
    return { meaning: 'neutral', words: 'Connected. No sync has run yet.', since: null, action: null };
  return {
    meaning: 'ok',
    words: `All is well. The last sync read ${counted(newest.counts.read, 'call')}`,
    since: newest.startedAt,
    action: { label: 'See its calls', to: jobPage(newest.jobId) },
  };
};
