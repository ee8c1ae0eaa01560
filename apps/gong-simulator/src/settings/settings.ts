import { GongError } from '../http/gong-error';
import type { GongHandler } from '../http/gong-request';

/** GET /v2/workspaces: unpaged. */
export const listWorkspaces: GongHandler = ({ company, requestId }) =>
  JSON.stringify({ requestId, workspaces: company.renderer.source.world.workspaces });

/** GET /v2/settings/trackers: keyword trackers only; smart ones show up in calls alone. */
export const listTrackers: GongHandler = ({ company, query, requestId }) => {
  const { world } = company.renderer.source;
  const workspaceId = query.get('workspaceId');
  if (workspaceId && !world.workspaces.some((workspace) => workspace.id === workspaceId)) {
    throw new GongError(404, `Workspace ID ${workspaceId} was not found`);
  }
  const home = world.workspaces[0]?.id ?? null;
  const keywordTrackers = world.trackers
    .filter((tracker) => tracker.type === 'KEYWORD' && (!workspaceId || workspaceId === home))
    .map((tracker) => ({
      trackerId: tracker.id,
      trackerName: tracker.name,
      workspaceId: home,
      languageKeywords: [{ language: 'eng', keywords: tracker.phrases, includeRelatedForms: true }],
      affiliation: 'Anyone',
      partOfQuestion: false,
      saidAt: 'Anytime',
      saidAtInterval: null,
      saidAtUnit: null,
      saidInTopics: [],
      filterQuery: '{"type":"And","filters":[]}',
      created: '2023-11-06T10:15:30.123456-08:00',
      creatorUserId: null,
      updated: '2024-02-12T16:20:05-08:00',
      updaterUserId: null,
    }));
  return JSON.stringify({ requestId, keywordTrackers });
};
