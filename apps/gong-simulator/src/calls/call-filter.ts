import { GongError } from '../http/gong-error';
import { parseGongTime } from './gong-time';

export interface CallFilter {
  fromMicros: number | null;
  toMicros: number | null;
  workspaceId: string | null;
  callIds: string[] | null;
  primaryUserIds: string[] | null;
  /** Which time the window means: the start (extensive, transcript), or the scheduled time (GET /v2/calls). */
  by: 'started' | 'scheduled';
}

type Fields = Record<string, unknown>;

/** The `filter` object of a POST; `owners` says whether `primaryUserIds` is known on this path. */
export function parseBodyFilter(body: Fields, owners: boolean): CallFilter {
  const raw = body['filter'];
  if (raw === undefined || raw === null) throw new GongError(400, 'filter: must not be null');
  if (typeof raw !== 'object' || Array.isArray(raw)) throw new GongError(400, 'filter: must be an object');
  const filter = raw as Fields;
  return inOrder({
    fromMicros: parseTime(filter['fromDateTime'], 'fromDateTime'),
    toMicros: parseTime(filter['toDateTime'], 'toDateTime'),
    workspaceId: parseId(filter['workspaceId'], 'workspaceId'),
    callIds: parseIds(filter['callIds'], 'callIds'),
    primaryUserIds: owners ? parseIds(filter['primaryUserIds'], 'primaryUserIds') : null,
    by: 'started',
  });
}

/** The query of GET /v2/calls. Its text calls both times optional although they are marked required: both are read so. */
export function parseQueryFilter(query: URLSearchParams): CallFilter {
  const text = (name: string) => query.get(name)?.replaceAll(' ', '+') ?? undefined;
  return inOrder({
    fromMicros: parseTime(text('fromDateTime'), 'fromDateTime'),
    toMicros: parseTime(text('toDateTime'), 'toDateTime'),
    workspaceId: parseId(query.get('workspaceId') ?? undefined, 'workspaceId'),
    callIds: null,
    primaryUserIds: null,
    by: 'scheduled',
  });
}

function inOrder(filter: CallFilter): CallFilter {
  if (filter.fromMicros !== null && filter.toMicros !== null && filter.fromMicros >= filter.toMicros) {
    throw new GongError(400, 'fromDateTime must be before toDateTime');
  }
  return filter;
}

export function parseTime(raw: unknown, name: string): number | null {
  if (raw === undefined || raw === null) return null;
  const micros = typeof raw === 'string' ? parseGongTime(raw) : null;
  if (micros === null) throw new GongError(400, `${name}: must be an ISO-8601 date and time with an offset or Z`);
  return micros;
}

function parseId(raw: unknown, name: string): string | null {
  if (raw === undefined || raw === null) return null;
  if (typeof raw !== 'string' || !/^\d{1,20}$/.test(raw))
    throw new GongError(400, `${name}: must be a string of up to 20 digits`);
  return raw;
}

export function parseIds(raw: unknown, name: string): string[] | null {
  if (raw === undefined || raw === null) return null;
  if (!Array.isArray(raw)) throw new GongError(400, `${name}: must be an array`);
  if (raw.length === 0) throw new GongError(400, `${name}: must not be empty`);
  return [...new Set(raw.map((id, index) => parseId(id ?? 0, `${name}[${index}]`) as string))];
}
