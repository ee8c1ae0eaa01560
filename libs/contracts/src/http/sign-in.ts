import { type Static, Type } from '@sinclair/typebox';
import { nullable } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { MemberEmail } from './members';
import { TenantId } from './tenants';
import { address } from './text-formats';

const of = { owner: 'gateway', tag: 'Sign-in' } as const;

/** More than 12 is asked of a new one; here only what bounds the work of hashing. */
const Password = Type.String({ minLength: 1, maxLength: 200 });
export const NewPassword = Type.String({
  minLength: 12,
  maxLength: 200,
  description: '12 characters or more, of any kind; none of the well-known ones',
});
/** A path of our own, never an address: `//` and `/\` would lead elsewhere. */
const ReturnTo = Type.String({ pattern: '^/([^/\\\\\\s][^\\\\\\s]*)?$', maxLength: 500, default: '/' });

export const SignedIn = Type.Object(
  { name: Type.String(), email: Type.String(), role: Type.String(), tenantId: Type.String() },
  { $id: 'SignedIn' },
);
export type SignedIn = Static<typeof SignedIn>;

export const getSignInWays = defineOperation({
  ...of,
  operationId: 'getSignInWays',
  method: 'GET',
  path: '/api/sign-in',
  access: 'public',
  summary: 'How people can sign in here',
  status: 200,
  response: Type.Object({
    local: Type.Boolean(),
    sso: nullable(Type.Object({ name: Type.String() })),
  }),
  problems: [],
});

export const signIn = defineOperation({
  ...of,
  operationId: 'signIn',
  method: 'POST',
  path: '/api/sign-in/local',
  access: 'public',
  summary: 'Sign in by e-mail and password; sets the session cookie',
  description:
    'The tenant is needed only by who belongs to several. The answer is the same whether the person is unknown, the password wrong, or the person switched off.',
  body: Type.Object(
    { email: MemberEmail, password: Password, tenantId: Type.Optional(TenantId) },
    { additionalProperties: false },
  ),
  status: 200,
  response: SignedIn,
  problems: ['sign-in.failed', 'sign-in.off'],
});

export const acceptInvitation = defineOperation({
  ...of,
  operationId: 'acceptInvitation',
  method: 'POST',
  path: '/api/invitations/accept',
  access: 'public',
  summary: 'Set a password by a link, and sign in; works once',
  description: 'Ends all sessions of that person, and sets the cookie of a new one.',
  body: Type.Object(
    { token: Type.String({ minLength: 1, maxLength: 200 }), password: NewPassword },
    { additionalProperties: false },
  ),
  status: 200,
  response: SignedIn,
  problems: ['invitation.invalid', 'password.refused', 'sign-in.off'],
});

export const startSso = defineOperation({
  ...of,
  operationId: 'startSso',
  method: 'POST',
  path: '/api/sign-in/sso',
  access: 'public',
  summary: 'Begin a sign-in at the OpenID provider',
  description: 'Sets a cookie that binds the attempt to this browser, for ten minutes.',
  body: Type.Object({ returnTo: Type.Optional(ReturnTo) }, { additionalProperties: false }),
  status: 200,
  response: Type.Object({ authorizeUrl: address('Lead the browser there') }),
  problems: ['sign-in.off', 'sign-in.provider'],
});

export const completeSso = defineOperation({
  ...of,
  operationId: 'completeSso',
  method: 'GET',
  path: '/api/sign-in/sso/callback',
  access: 'public',
  summary: 'Where the OpenID provider sends the person back to; sets the session cookie and leads on',
  description: 'The state is bound to the browser that began, works once, and for ten minutes.',
  query: Type.Object(
    {
      state: Type.String({ minLength: 1, maxLength: 200 }),
      code: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
      iss: Type.Optional(Type.String({ maxLength: 500 })),
      error: Type.Optional(Type.String({ maxLength: 200 })),
      error_description: Type.Optional(Type.String({ maxLength: 1000 })),
    },
    // RFC 6749, 4.1.2: what else an authorization server adds is ignored.
    { additionalProperties: true },
  ),
  status: 303,
  problems: ['sign-in.state-invalid', 'sign-in.failed', 'sign-in.not-allowed', 'sign-in.off', 'sign-in.provider'],
});
