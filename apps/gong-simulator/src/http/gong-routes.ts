import { getCall } from '../calls/get-call';
import { listCalls } from '../calls/list-calls';
import { listExtensive } from '../calls/list-extensive';
import { listTrackers, listWorkspaces } from '../settings/settings';
import { listTranscripts } from '../transcripts/list-transcripts';
import { getUser, listUsers, listUsersExtensive } from '../users/list-users';
import type { GongHandler } from './gong-request';

export interface GongRoute {
  method: 'GET' | 'POST';
  /** `{id}` stands for one segment. */
  path: string;
  scope: string;
  /** What a token without the scope gets: the specification documents 401 on some paths and 403 on others. */
  deniedStatus: 401 | 403;
  handler: GongHandler;
}

export const gongRoutes: readonly GongRoute[] = [
  route('POST', '/v2/calls/extensive', 'api:calls:read:extensive', 401, listExtensive),
  route('POST', '/v2/calls/transcript', 'api:calls:read:transcript', 401, listTranscripts),
  route('GET', '/v2/calls', 'api:calls:read:basic', 401, listCalls),
  route('GET', '/v2/calls/{id}', 'api:calls:read:basic', 401, getCall),
  route('GET', '/v2/users', 'api:users:read', 403, listUsers),
  route('POST', '/v2/users/extensive', 'api:users:read', 403, listUsersExtensive),
  route('GET', '/v2/users/{id}', 'api:users:read', 403, getUser),
  route('GET', '/v2/workspaces', 'api:workspaces:read', 403, listWorkspaces),
  route('GET', '/v2/settings/trackers', 'api:settings:trackers:read', 401, listTrackers),
];

function route(
  method: GongRoute['method'],
  path: string,
  scope: string,
  deniedStatus: GongRoute['deniedStatus'],
  handler: GongHandler,
): GongRoute {
  return { method, path, scope, deniedStatus, handler };
}

/** The route and the id in the path; `null` when the path is known to none, or only with another method. */
export function findRoute(method: string, path: string): { route: GongRoute; id: string } | null {
  for (const candidate of gongRoutes) {
    if (candidate.method !== method) continue;
    if (candidate.path === path) return { route: candidate, id: '' };
    if (!candidate.path.endsWith('/{id}')) continue;
    const stem = candidate.path.slice(0, -'{id}'.length);
    if (path.startsWith(stem) && /^\d{1,20}$/.test(path.slice(stem.length)))
      return { route: candidate, id: path.slice(stem.length) };
  }
  return null;
}
