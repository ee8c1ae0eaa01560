import { LICENCES } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { GongId, Uuid } from '../events/gong-call';
import { nullable } from '../events/nullable';
import { defineOperation } from './define-operation';
import { EntityTag } from './entity-tag';
import { pageQuery } from './page';
import { searchText } from './search-text';

const of = { owner: 'identity-resolution', tag: 'User Management', access: 'admin' } as const;
const connection = Type.Object({ connectionId: Uuid });
const gongUser = Type.Object({ connectionId: Uuid, gongUserId: GongId });

/** S27: what the rules make of a Gong user now. */
export const GONG_USER_STATUSES = ['Mapped', 'Created', 'Conflict', 'Inactive', 'Not mapped'] as const;
const GongUserStatus = Type.Union(GONG_USER_STATUSES.map((status) => Type.Literal(status)));
export type GongUserStatus = Static<typeof GongUserStatus>;

const userFields = {
  gsid: Uuid,
  externalId: Type.String(),
  name: Type.String(),
  email: Type.String(),
  licence: Type.Union(LICENCES.map((licence) => Type.Literal(licence))),
  active: Type.Boolean(),
};

export const ListedGongUser = Type.Object(
  {
    gongUserId: GongId,
    name: nullable(Type.String({ description: "Gong's first and last name" })),
    emailAddress: nullable(Type.String()),
    emailAliases: Type.Array(Type.String()),
    activeAtGong: Type.Boolean(),
    inGongList: Type.Boolean({ description: "False: gone from Gong's user list, shown since a mapping of him stands" }),
    status: GongUserStatus,
    user: nullable(Type.Object(userFields, { description: 'The User he is mapped to; by hand: also an inactive one' })),
    how: nullable(
      Type.Union([Type.Literal('by-hand'), Type.Literal('by-rule')], {
        description: 'Whether an admin chose the User (S17) or the rules did; null without a User',
      }),
    ),
    waitingCalls: Type.Integer({ minimum: 0, description: 'Calls of his that wait, to be tried again by themselves' }),
    etag: EntityTag,
  },
  { $id: 'ListedGongUser' },
);
export type ListedGongUser = Static<typeof ListedGongUser>;

export const listGongUsers = defineOperation({
  ...of,
  operationId: 'listGongUsers',
  method: 'GET',
  path: '/api/connections/{connectionId}/gong-users',
  summary: 'List the users of Gong with their Status, by name',
  description:
    "Gong's user list as the newest sync read it, mapped by the rules to the Users as they are now. The counts are of all that the search finds, whatever the status asked for.",
  params: connection,
  query: Type.Object({
    ...pageQuery,
    status: Type.Optional(GongUserStatus),
    search: Type.Optional(searchText('Part of name, e-mail, alias or Gong user id, in any case')),
  }),
  status: 200,
  response: Type.Object({
    items: Type.Array(ListedGongUser),
    nextCursor: nullable(Type.String({ description: 'Send as `cursor` for the next page' })),
    counts: Type.Object(
      Object.fromEntries(GONG_USER_STATUSES.map((status) => [status, Type.Integer({ minimum: 0 })])) as Record<
        GongUserStatus,
        ReturnType<typeof Type.Integer>
      >,
    ),
  }),
  problems: [],
});

export const SuggestedUser = Type.Object(
  { ...userFields, paid: Type.Boolean({ description: 'Full, Viewer+Analytics or Viewer' }) },
  { $id: 'SuggestedUser' },
);
export type SuggestedUser = Static<typeof SuggestedUser>;

export const listSuggestedUsers = defineOperation({
  ...of,
  operationId: 'listSuggestedUsers',
  method: 'GET',
  path: '/api/connections/{connectionId}/gong-users/{gongUserId}/suggested-users',
  summary: 'Suggested User: the Users with an e-mail of this Gong user, the best first',
  params: gongUser,
  status: 200,
  response: Type.Object({ items: Type.Array(SuggestedUser) }),
  problems: [],
});

export const mapGongUser = defineOperation({
  ...of,
  operationId: 'mapGongUser',
  needsIfMatch: 'once-saved',
  answersEtag: true,
  method: 'PUT',
  path: '/api/connections/{connectionId}/gong-users/{gongUserId}/mapping',
  summary: 'Map a Gong user to a User by hand; calls that waited for it are tried again by themselves',
  description: 'Counts for calls that are new or change from then on: existing Activities keep their Author.',
  params: gongUser,
  body: Type.Object({ userGsid: Uuid }, { additionalProperties: false }),
  status: 200,
  response: ListedGongUser,
  problems: ['mapping.user'],
});

export const removeGongUserMapping = defineOperation({
  ...of,
  operationId: 'removeGongUserMapping',
  needsIfMatch: 'once-saved',
  method: 'DELETE',
  path: '/api/connections/{connectionId}/gong-users/{gongUserId}/mapping',
  summary: 'Remove what was mapped by hand: the rules decide again. Without a mapping nothing changes',
  params: gongUser,
  status: 204,
  problems: [],
});
