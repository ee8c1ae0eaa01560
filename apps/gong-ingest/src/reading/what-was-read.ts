import type { CapturedCall, ReadCall } from '../gong/to-call-captured';
import { type Decision, decideCall, type KnownCall, type Reading } from './decide-call';

/** What Gong said of one call, over all pages that are written together. */
export type ReadItem = (ReadCall & { readonly callId: string }) | { readonly kind: 'gone'; readonly callId: string };

export interface DecidedCall<K extends KnownCall> {
  readonly item: ReadItem;
  readonly known: K | undefined;
  readonly decision: Decision;
  /** An admin asked for it, in this job or in one before whose content never came to the Timeline. */
  readonly byHand: boolean;
}

/**
 * One entry a call. A call can stand on two pages; when any of them says that it is private, it is (S9). Items without
 * a usable id are left out: they are kept as malformed, and no call is accounted for by them.
 */
export const byCall = (calls: readonly ReadCall[], gone: readonly string[]): Map<string, ReadItem> => {
  const items = new Map<string, ReadItem>(gone.map((callId) => [callId, { kind: 'gone', callId }]));
  for (const call of calls) {
    const { callId } = call;
    if (callId === null) continue;
    if (!items.has(callId) || call.kind === 'private') items.set(callId, { ...call, callId });
  }
  return items;
};

export const decideCalls = <K extends KnownCall>(
  items: ReadonlyMap<string, ReadItem>,
  known: ReadonlyMap<string, K>,
  jobId: string,
  askedByHand: ReadonlySet<string>,
): DecidedCall<K>[] =>
  [...items.values()].map((item) => {
    const before = known.get(item.callId);
    const byHand = askedByHand.has(item.callId) || before?.resyncPending === true;
    return { item, known: before, decision: decideCall(before, toReading(item), jobId, byHand), byHand };
  });

const toReading = (item: ReadItem): Reading =>
  item.kind === 'public' ? { kind: 'public', hash: item.captured.snapshotHash } : { kind: item.kind };

export const capturedOf = (item: ReadItem): CapturedCall | null => (item.kind === 'public' ? item.captured : null);
