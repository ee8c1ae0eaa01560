import type { GongPage } from '../gong/gong-client';
import type { GongUsers } from '../gong/gong-users';
import type { PatientGong } from '../gong/patient-gong';
import { type ReadCall, toCallCaptured } from '../gong/to-call-captured';
import type { ReadWindow } from './read-window';
import { nextSlice } from './slices';

/** Where a run over a window stands: a part of it, and the cursor of the next page there. */
export interface WindowPlace {
  readonly slice: ReadWindow;
  readonly cursor: string | null;
}

/** Where a retry stands: call ids still to ask for, in batches of one request each. */
export interface RetryPlace {
  readonly batches: readonly (readonly string[])[];
}

export interface CallPage<Place> {
  readonly calls: readonly ReadCall[];
  /** Gong's own count for the slice or batch; it may exceed what it returns (Gong fact). */
  readonly total: number | null;
  /** Retries: asked for and not there. */
  readonly gone: readonly string[];
  readonly bytes: number;
  /** Where the next page is; null after the last one. */
  readonly next: Place | null;
}

/** Others use 100 ids a request (API.md, 4.1); results page by 100 too. */
export const CALLS_A_REQUEST = 100;
/** Bounds what an answer that never ends may cost. */
const MOST_PAGES_OF_A_BATCH = 20;

export const fetchWindowPage = async (
  gong: PatientGong,
  users: GongUsers,
  end: Date,
  { slice, cursor }: WindowPlace,
): Promise<CallPage<WindowPlace>> => {
  const filter = { fromDateTime: slice.from.toISOString(), toDateTime: slice.to.toISOString() };
  const page = await gong.calls(filter, cursor);
  const following = nextSlice(slice, end);
  const next = page.cursor === null ? following && { slice: following, cursor: null } : { slice, cursor: page.cursor };
  return { calls: understood(page, users), total: page.total, gone: [], bytes: page.bytes, next };
};

export const fetchRetryPage = async (
  gong: PatientGong,
  users: GongUsers,
  { batches: [callIds = [], ...rest] }: RetryPlace,
): Promise<CallPage<RetryPlace>> => {
  const calls: ReadCall[] = [];
  let page = await gong.calls({ callIds }, null);
  let bytes = page.bytes;
  for (let pages = 1; ; pages++) {
    calls.push(...understood(page, users));
    if (page.cursor === null || pages === MOST_PAGES_OF_A_BATCH) break;
    page = await gong.calls({ callIds }, page.cursor);
    bytes += page.bytes;
  }
  const asked = new Set(callIds);
  const answered = calls.filter(({ callId }) => callId === null || asked.has(callId));
  const missing = [...asked].filter((id) => !answered.some(({ callId }) => callId === id));
  // An item without a usable id, or fewer items than Gong counts: what is missing may be one of them, and is not gone.
  const isUnsure = answered.some(({ callId }) => callId === null) || (page.total ?? 0) > calls.length;
  const unread = isUnsure ? missing.map(notReturned) : [];
  return {
    calls: [...answered, ...unread],
    total: null,
    gone: isUnsure ? [] : missing,
    bytes,
    next: rest.length === 0 ? null : { batches: rest },
  };
};

const understood = (page: GongPage, users: GongUsers): ReadCall[] =>
  page.items.map((item) => toCallCaptured(item, users));

const notReturned = (callId: string): ReadCall => ({
  kind: 'malformed',
  callId,
  problem: 'call: Gong counts it and does not return it yet',
});
