import type { Company } from '../companies/company';
import { GongError } from '../http/gong-error';
import type { CallFilter } from './call-filter';
import type { Cursors } from './cursor';
import { digestOf } from './cursor';
import type { CallRef, Position } from './find-calls';
import { CallSearch } from './find-calls';
import { isVisible } from './overlay';

export const pageSize = 100;

export interface CallPage {
  refs: CallRef[];
  total: number;
  pageNumber: number;
  cursor: string | null;
}

export interface PageRequest {
  path: string;
  filter: CallFilter;
  cursor: string | null;
  nowMs: number;
  cursorLifetimeMs: number;
}

/**
 * One page by keyset. The total and the expiry are fixed by the first page and travel in the cursor; an empty first
 * page is Gong's 404.
 */
export function pageCalls(company: Company, cursors: Cursors, request: PageRequest): CallPage {
  const { nowMs } = request;
  const digest = digestOf(request.path, request.filter);
  const cursor = request.cursor === null ? null : cursors.read(request.cursor, company.key, digest, nowMs);
  const search = new CallSearch(company, request.filter, nowMs);
  const position: Position | null = cursor && { micros: cursor.afterMicros, id: cursor.afterId };
  const again = (cursor?.repeats ?? []).map((id) => company.overlay.get(id)).filter((entry) => entry !== undefined);
  const repeated = again.filter((entry) => isVisible(entry, nowMs));
  const { found, more } = search.after(position, pageSize - repeated.length);
  if (!cursor && found.length === 0) throw new GongError(404, 'No calls found corresponding to the provided filters');
  const total = cursor?.total ?? search.count();
  const pageNumber = cursor ? cursor.pageNumber + 1 : 0;
  const repeats = request.filter.callIds ? [] : takeRepeats(found);
  const last = found.at(-1);
  const after = last === undefined ? position : search.positionOf(last);
  const next =
    (more || repeats.length > 0) && after
      ? cursors.write({
          company: company.key,
          request: digest,
          total,
          pageNumber,
          afterMicros: after.micros,
          afterId: after.id,
          repeats,
          expiresAtMs: cursor?.expiresAtMs ?? nowMs + request.cursorLifetimeMs,
        })
      : null;
  if (!request.filter.callIds) company.overlay.pageServed();
  return { refs: [...repeated, ...found], total, pageNumber, cursor: next };
}

/** Calls that someone asked to be shown on two pages; the last page then gets a further one after it. */
function takeRepeats(found: readonly CallRef[]): string[] {
  const ids: string[] = [];
  for (const ref of found) {
    if (typeof ref === 'number' || ref.repeats === 0) continue;
    ref.repeats -= 1;
    ids.push(ref.id);
  }
  return ids;
}

export function renderRecords(
  page: { total: number; pageNumber: number; cursor: string | null },
  size: number,
): string {
  const cursor = page.cursor === null ? '' : `,"cursor":"${page.cursor}"`;
  return `{"totalRecords":${page.total},"currentPageSize":${size},"currentPageNumber":${page.pageNumber}${cursor}}`;
}
