import type { GongHandler } from '../http/gong-request';
import { parseQueryFilter } from './call-filter';
import { pageCalls, renderRecords } from './page-calls';
import { parseCursor } from './parse-cursor';
import { renderCallMeta } from './render-call';

/** GET /v2/calls: metadata only, by scheduled time for web conferences. Here the cursor is a query parameter. */
export const listCalls: GongHandler = (request) => {
  const { company, simulator, query, path, nowMs } = request;
  const filter = parseQueryFilter(query);
  const cursorLifetimeMs = simulator.config.cursorLifetimeSeconds * 1000;
  const cursor = parseCursor(query.get('cursor'));
  const page = pageCalls(company, simulator.cursors, { path, filter, cursor, nowMs, cursorLifetimeMs });
  request.callsServed = page.refs.length;
  const calls = page.refs.map((ref) =>
    typeof ref === 'number' ? renderCallMeta(company.renderer, ref) : JSON.stringify(ref.call.metaData),
  );
  return `{"requestId":"${request.requestId}","records":${renderRecords(page, calls.length)},"calls":[${calls.join(',')}]}`;
};
