import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { exampleCapture, exampleHead } from './examples';
import { GongId, GongUser, Uuid } from './gong-call';

/** Counts up each time this user is told of: what is older, or comes twice, is set aside. */
const revision = Type.Integer({ minimum: 1 });

const GongUserSeenData = Type.Object({
  connectionId: Uuid,
  user: GongUser,
  revision,
  /** Whether Gong's list has him as active. */
  active: Type.Boolean(),
  /** S27, the setting *every active Gong user*: a User that is missing for him is created now. */
  createMissing: Type.Boolean(),
});
export type GongUserSeenData = Static<typeof GongUserSeenData>;

export const gongUserSeen = defineEvent({
  type: 'gong.user-seen.v1',
  topic: 'gong.users.v1',
  summary: "A user is new in Gong's user list, or has changed there, or the setting of whom to create Users for has.",
  toldBy: ['gong-ingest'],
  heardBy: ['identity-resolution'],
  schema: GongUserSeenData,
  subject: (data) => `${data.connectionId}/${data.user.gongUserId}`,
  example: {
    connectionId: exampleHead.connectionId,
    user: exampleCapture.owner.user,
    revision: 1,
    active: true,
    createMissing: false,
  },
});

const GongUserGoneData = Type.Object({ connectionId: Uuid, gongUserId: GongId, revision });
export type GongUserGoneData = Static<typeof GongUserGoneData>;

export const gongUserGone = defineEvent({
  type: 'gong.user-gone.v1',
  topic: 'gong.users.v1',
  summary: "A user is no longer in Gong's user list, or the connection that it was read through was deleted.",
  toldBy: ['gong-ingest'],
  heardBy: ['identity-resolution'],
  schema: GongUserGoneData,
  subject: (data) => `${data.connectionId}/${data.gongUserId}`,
  example: { connectionId: exampleHead.connectionId, gongUserId: exampleCapture.owner.gongUserId, revision: 2 },
});
