import { type Static, Type } from '@sinclair/typebox';

/** RFC 9457 problem document, with our stable code and, for bad input, each field that is wrong. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Stable URN of the problem: urn:gong-timeline:problem:<code>' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What happened, to whom, what to do' }),
    code: Type.String({ description: 'Stable code, e.g. request.invalid' }),
    correlationId: Type.String({ description: 'Find it in the logs by this' }),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          field: Type.String({ description: 'Where, e.g. body.name or query.limit' }),
          message: Type.String({ description: 'What was expected' }),
        }),
      ),
    ),
    reasons: Type.Optional(
      Type.Array(Type.String(), { description: 'Probable reasons, the likeliest first, where the detail names none' }),
    ),
  },
  { $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;

/** How gRPC says it. */
export type GrpcStatusName =
  | 'CANCELLED'
  | 'INVALID_ARGUMENT'
  | 'DEADLINE_EXCEEDED'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'PERMISSION_DENIED'
  | 'RESOURCE_EXHAUSTED'
  | 'FAILED_PRECONDITION'
  | 'ABORTED'
  | 'INTERNAL'
  | 'UNAVAILABLE'
  | 'UNAUTHENTICATED';

/** The one table of errors: a code is the same over HTTP and gRPC, each with the status of its protocol. */
interface ProblemKind {
  readonly status: number;
  readonly grpc: GrpcStatusName;
  readonly title: string;
}

/** Any operation may answer these. */
export const GENERAL_PROBLEMS = {
  'request.invalid': { status: 400, grpc: 'INVALID_ARGUMENT', title: 'The request is not valid' },
  'auth.missing': { status: 401, grpc: 'UNAUTHENTICATED', title: 'Not signed in' },
  'auth.forbidden': { status: 403, grpc: 'PERMISSION_DENIED', title: 'Not allowed' },
  'not-found': { status: 404, grpc: 'NOT_FOUND', title: 'Not found' },
  'rate.limited': { status: 429, grpc: 'RESOURCE_EXHAUSTED', title: 'Too many requests' },
  'internal.error': { status: 500, grpc: 'INTERNAL', title: 'Something went wrong on our side' },
  'upstream.unavailable': { status: 503, grpc: 'UNAVAILABLE', title: 'A part of the system does not answer' },
} as const satisfies Record<string, ProblemKind>;

/** What single operations answer beside those. */
export const PROBLEMS = {
  ...GENERAL_PROBLEMS,
  'auth.forgery': {
    status: 403,
    grpc: 'PERMISSION_DENIED',
    title: 'The request may not come from one of our own pages',
  },
  'sign-in.failed': { status: 401, grpc: 'UNAUTHENTICATED', title: 'Signing in did not succeed' },
  'sign-in.not-allowed': { status: 403, grpc: 'PERMISSION_DENIED', title: 'Not a member here' },
  'sign-in.state-invalid': { status: 400, grpc: 'INVALID_ARGUMENT', title: 'The sign-in cannot be completed' },
  'sign-in.off': { status: 403, grpc: 'PERMISSION_DENIED', title: 'This way of signing in is switched off' },
  'sign-in.provider': { status: 502, grpc: 'UNAVAILABLE', title: 'The sign-in provider does not answer' },
  'invitation.invalid': { status: 410, grpc: 'FAILED_PRECONDITION', title: 'The link is used, expired or unknown' },
  'password.refused': { status: 422, grpc: 'INVALID_ARGUMENT', title: 'The password cannot be used' },
  'member.last-admin': { status: 409, grpc: 'FAILED_PRECONDITION', title: 'The tenant would have no admin' },
  'tenant.suspended': { status: 403, grpc: 'PERMISSION_DENIED', title: 'The tenant is suspended' },
  'tenant.wiping': { status: 409, grpc: 'FAILED_PRECONDITION', title: 'The tenant is being wiped' },
  'tenant.gone': { status: 410, grpc: 'FAILED_PRECONDITION', title: 'The tenant has been wiped' },
  conflict: { status: 409, grpc: 'ALREADY_EXISTS', title: 'In conflict with what is stored' },
  'request.too-large': { status: 413, grpc: 'RESOURCE_EXHAUSTED', title: 'The request is too large' },
  'request.header-too-large': {
    status: 431,
    grpc: 'RESOURCE_EXHAUSTED',
    title: 'Address and headers are too large',
  },
  'request.media-type': { status: 415, grpc: 'INVALID_ARGUMENT', title: 'The body is not of a type that is read here' },
  'precondition.required': { status: 428, grpc: 'FAILED_PRECONDITION', title: 'Say which state is to be changed' },
  'precondition.failed': { status: 412, grpc: 'ABORTED', title: 'Changed by somebody else meanwhile' },
  'idempotency.key-reused': {
    status: 422,
    grpc: 'ALREADY_EXISTS',
    title: 'The Idempotency-Key was used for another request',
  },
  'idempotency.in-progress': {
    status: 409,
    grpc: 'ABORTED',
    title: 'The request with this Idempotency-Key is still running',
  },
  'idempotency.answer-lost': {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    title: 'Done already, but the answer was lost',
  },
  'oauth.state-invalid': { status: 400, grpc: 'INVALID_ARGUMENT', title: 'The authorization cannot be completed' },
  'oauth.refused': { status: 403, grpc: 'PERMISSION_DENIED', title: 'The consent was refused at Gong' },
  'oauth.code-invalid': { status: 400, grpc: 'INVALID_ARGUMENT', title: 'Gong did not take the authorization code' },
  'gong.unavailable': { status: 502, grpc: 'UNAVAILABLE', title: 'Gong does not answer' },
  'connection.not-usable': { status: 409, grpc: 'FAILED_PRECONDITION', title: 'The connection cannot be used' },
  'sync.off': { status: 409, grpc: 'FAILED_PRECONDITION', title: 'The sync of this connection is off' },
  'settings.activity-type': { status: 422, grpc: 'FAILED_PRECONDITION', title: 'The Activity Type cannot be used' },
  'settings.filters': { status: 422, grpc: 'INVALID_ARGUMENT', title: 'The filters cannot be used' },
  'import.columns': { status: 422, grpc: 'INVALID_ARGUMENT', title: 'The columns of the file cannot be read' },
  'import.file-expired': { status: 410, grpc: 'FAILED_PRECONDITION', title: 'The file of rejected rows has expired' },
  'directory.values-do-not-fit': {
    status: 409,
    grpc: 'FAILED_PRECONDITION',
    title: 'Values that are stored do not fit',
  },
  'mapping.user': { status: 422, grpc: 'FAILED_PRECONDITION', title: 'The Gong user cannot be mapped to this User' },
  'oauth.other-company': { status: 409, grpc: 'FAILED_PRECONDITION', title: 'Authorized at another Gong company' },
  'recording.load-failed': { status: 502, grpc: 'UNAVAILABLE', title: 'The recording could not be loaded' },
  'trackers.load-failed': { status: 502, grpc: 'UNAVAILABLE', title: 'The trackers could not be loaded' },
  'log.expired': { status: 410, grpc: 'FAILED_PRECONDITION', title: 'The execution log has expired' },
  'log.not-ready': { status: 409, grpc: 'FAILED_PRECONDITION', title: 'The job is still running' },
  'log.busy': { status: 429, grpc: 'RESOURCE_EXHAUSTED', title: 'Too many logs are being downloaded' },
  'request.deadline': { status: 504, grpc: 'DEADLINE_EXCEEDED', title: 'The deadline of the request is over' },
  'request.cancelled': { status: 499, grpc: 'CANCELLED', title: 'The caller went away' },
} as const satisfies Record<string, ProblemKind>;
export type ProblemCode = keyof typeof PROBLEMS;
