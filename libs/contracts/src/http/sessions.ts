import { type Static, Type } from '@sinclair/typebox';
import { nullable, Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { NewPassword } from './sign-in';
import { time } from './text-formats';

const of = { owner: 'gateway', tag: 'Sessions' } as const;

export const Session = Type.Object(
  {
    sessionId: Uuid,
    current: Type.Boolean(),
    createdAt: time(),
    lastSeenAt: time(),
    expiresAt: time(),
    address: Type.String({ description: 'Where it was begun from' }),
    agent: nullable(Type.String({ description: 'The browser, as it names itself' })),
  },
  { $id: 'Session' },
);
export type Session = Static<typeof Session>;

export const listSessions = defineOperation({
  ...of,
  operationId: 'listSessions',
  method: 'GET',
  path: '/api/me/sessions',
  access: 'member',
  summary: 'Where you are signed in',
  status: 200,
  response: Type.Object({ items: Type.Array(Session) }),
  problems: [],
});

export const endSession = defineOperation({
  ...of,
  operationId: 'endSession',
  method: 'DELETE',
  path: '/api/me/sessions/{sessionId}',
  access: 'member',
  summary: 'End one of your sessions',
  params: Type.Object({ sessionId: Uuid }),
  status: 204,
  problems: [],
});

export const signOut = defineOperation({
  ...of,
  operationId: 'signOut',
  method: 'POST',
  path: '/api/sign-out',
  access: 'member',
  summary: 'Sign out here, or everywhere',
  body: Type.Object({ everywhere: Type.Optional(Type.Boolean({ default: false })) }, { additionalProperties: false }),
  status: 200,
  response: Type.Object({
    endSessionUrl: nullable(
      Type.String({
        description: "Lead the browser there to sign out of the OpenID provider, too; null where there's none",
      }),
    ),
  }),
  problems: ['conflict'],
});

export const changePassword = defineOperation({
  ...of,
  operationId: 'changePassword',
  method: 'POST',
  path: '/api/me/password',
  access: 'member',
  summary: 'Change your password; all your other sessions end',
  body: Type.Object(
    { currentPassword: Type.String({ minLength: 1, maxLength: 200 }), newPassword: NewPassword },
    { additionalProperties: false },
  ),
  status: 204,
  problems: ['conflict', 'sign-in.failed', 'password.refused', 'sign-in.off'],
});
