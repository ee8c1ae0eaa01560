import { randomUUID } from 'node:crypto';
import { type CallOutcomeData, callOutcome } from '@gong-timeline/contracts';
import type { OutcomeCode } from '@gong-timeline/domain';
import { applyOutcomeOnCallOutcome } from '../src/apply-outcome-on-call-outcome';
import { deliver, factOf } from './facts';
import type { Replica, Told } from './replica';

/** What the later steps answer for a call that was told: its outcome, handed to the real handler. */
export const answer = async (
  { database }: Replica,
  told: readonly Told[],
  code: OutcomeCode,
  more: Partial<CallOutcomeData> = {},
): Promise<string[]> => {
  const ignored: string[] = [];
  for (const { tenantId, type, data } of told) {
    if (!type.startsWith('gong.call-')) continue;
    const isSynced = code.startsWith('synced.');
    const outcome: CallOutcomeData = {
      ...callOutcome.example,
      callId: data.callId,
      connectionId: data.connectionId,
      jobId: data.jobId,
      revision: data.revision,
      attempt: data.attempt,
      code,
      snapshotHash: isSynced ? data.snapshotHash : null,
      activityId: isSynced ? randomUUID() : null,
      company: isSynced ? { gsid: randomUUID(), name: 'Northwind Ltd' } : null,
      ...more,
    };
    const fact = factOf(callOutcome, tenantId, outcome, { source: 'timeline-writer' });
    ignored.push(...(await deliver(database, applyOutcomeOnCallOutcome, fact)));
  }
  return ignored;
};

export const count = (told: readonly Told[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { type, data } of told) {
    const name = type === 'sync.call-outcome.v1' ? data.code : type.replace(/^gong\.|\.v1$/g, '');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

export const callIds = (told: readonly Told[]): string[] =>
  told.filter(({ data }) => 'callId' in data).map(({ data }) => data.callId as string);

export const only = (told: readonly Told[], type: string): Told['data'][] =>
  told.filter((fact) => fact.type === `gong.${type}.v1`).map(({ data }) => data);
