import { parseIds, parseTime } from '../calls/call-filter';
import { digestOf } from '../calls/cursor';
import { parseGongTime } from '../calls/gong-time';
import { pageSize, renderRecords } from '../calls/page-calls';
import { parseCursor } from '../calls/parse-cursor';
import { GongError } from '../http/gong-error';
import type { GongHandler, GongRequest } from '../http/gong-request';
import type { GongUser, UserEntry } from './user-list';

/** GET /v2/users: all but the avatars, unless asked for; an empty list is a 200. */
export const listUsers: GongHandler = (request) => {
  const avatars = request.query.get('includeAvatars') === 'true';
  const chosen = request.company.users.all().filter((entry) => avatars || !entry.avatar);
  return page(request, chosen, parseCursor(request.query.get('cursor')), { avatars });
};

/** POST /v2/users/extensive: by id or time of creation; nothing found is a 404, since a filter was given. */
export const listUsersExtensive: GongHandler = (request) => {
  const raw = request.body['filter'];
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw new GongError(400, 'filter: must not be null');
  const filter = raw as Record<string, unknown>;
  const userIds = parseIds(filter['userIds'], 'userIds');
  const from = parseTime(filter['createdFromDateTime'], 'createdFromDateTime');
  const to = parseTime(filter['createdToDateTime'], 'createdToDateTime');
  const avatars = filter['includeAvatars'] === true;
  const chosen = request.company.users.all().filter(({ user, avatar }) => {
    const created = parseGongTime(String(user['created'])) ?? 0;
    return (
      (avatars || !avatar) &&
      (userIds === null || userIds.includes(user.id)) &&
      (from === null || created >= from) &&
      (to === null || created < to)
    );
  });
  if (chosen.length === 0) throw new GongError(404, 'No users found corresponding to the provided filters');
  return page(request, chosen, parseCursor(request.body['cursor']), { userIds, from, to, avatars });
};

/** GET /v2/users/{id}. Avatars are found by id. */
export const getUser: GongHandler = ({ company, id, requestId }) => {
  const entry = company.users.get(id);
  if (!entry) throw new GongError(404, `User ID ${id} was not found`);
  return `{"requestId":"${requestId}","user":${JSON.stringify(entry.user)}}`;
};

function page(request: GongRequest, chosen: readonly UserEntry[], given: string | null, filter: unknown): string {
  const { company, simulator, path, nowMs } = request;
  const digest = digestOf(path, filter);
  const cursor = given === null ? null : simulator.cursors.read(given, company.key, digest, nowMs);
  const pageNumber = cursor === null ? 0 : cursor.pageNumber + 1;
  const start = pageNumber * pageSize;
  const users: GongUser[] = chosen.slice(start, start + pageSize).map((entry) => entry.user);
  const total = cursor?.total ?? chosen.length;
  const last = users.at(-1);
  const next =
    last && start + pageSize < chosen.length
      ? simulator.cursors.write({
          company: company.key,
          request: digest,
          total,
          pageNumber,
          afterMicros: 0,
          afterId: last.id,
          repeats: [],
          expiresAtMs: cursor?.expiresAtMs ?? nowMs + simulator.config.cursorLifetimeSeconds * 1000,
        })
      : null;
  const records = renderRecords({ total, pageNumber, cursor: next }, users.length);
  return `{"requestId":"${request.requestId}","records":${records},"users":${JSON.stringify(users)}}`;
}
