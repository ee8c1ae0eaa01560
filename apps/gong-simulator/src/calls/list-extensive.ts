import type { Company } from '../companies/company';
import { GongError } from '../http/gong-error';
import type { GongHandler } from '../http/gong-request';
import { parseBodyFilter } from './call-filter';
import type { Selection } from './content-selector';
import { parseSelection } from './content-selector';
import type { CallRef } from './find-calls';
import type { OverlayEntry } from './overlay';
import { pageCalls, renderRecords } from './page-calls';
import { parseCursor } from './parse-cursor';
import { renderCall } from './render-call';
import { selectBlocks } from './select-blocks';

/** POST /v2/calls/extensive. A cursor in the query is passed over, as at Gong: the answer is then page 1 again. */
export const listExtensive: GongHandler = (request) => {
  const { company, simulator, body, path, nowMs } = request;
  const filter = parseBodyFilter(body, true);
  const selection = parseSelection(body['contentSelector']);
  if (selection.media && !request.scopes.includes('api:calls:read:media-url')) {
    throw new GongError(401, 'Missing scope api:calls:read:media-url');
  }
  const cursorLifetimeMs = simulator.config.cursorLifetimeSeconds * 1000;
  const cursor = parseCursor(body['cursor']);
  const page = pageCalls(company, simulator.cursors, { path, filter, cursor, nowMs, cursorLifetimeMs });
  request.callsServed = page.refs.length;
  let calls = '';
  for (const ref of page.refs) calls += (calls === '' ? '' : ',') + renderRef(company, ref, selection);
  return `{"requestId":"${request.requestId}","records":${renderRecords(page, page.refs.length)},"calls":[${calls}]}`;
};

function renderRef(company: Company, ref: CallRef, selection: Selection): string {
  return typeof ref === 'number' ? renderCall(company.renderer, ref, selection) : renderEntry(company, ref, selection);
}

/** `media` given by hand wins over a signed one; null there means that the call has none. */
function renderEntry(company: Company, entry: OverlayEntry, selection: Selection): string {
  const shown = JSON.stringify(selectBlocks(entry.call, selection));
  if (!selection.media || entry.call.media === null) return shown;
  const media =
    entry.call.media === undefined
      ? company.renderer.media(entry.id, entry.call.metaData['media'] !== 'Audio')
      : JSON.stringify(entry.call.media);
  return `${shown.slice(0, -1)},"media":${media}}`;
}
