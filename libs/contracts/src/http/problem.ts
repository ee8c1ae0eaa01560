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
  },
  { $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;

/** Any operation may answer these. */
export const GENERAL_PROBLEMS = {
  'request.invalid': { status: 400, title: 'The request is not valid' },
  'auth.missing': { status: 401, title: 'Not signed in' },
  'auth.forbidden': { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'rate.limited': { status: 429, title: 'Too many requests' },
  'internal.error': { status: 500, title: 'Something went wrong on our side' },
  'upstream.unavailable': { status: 503, title: 'A part of the system does not answer' },
} as const;

/** What single operations answer beside those. */
export const PROBLEMS = {
  ...GENERAL_PROBLEMS,
  conflict: { status: 409, title: 'In conflict with what is stored' },
  'request.too-large': { status: 413, title: 'The request is too large' },
  'request.media-type': { status: 415, title: 'The body is not of a type that is read here' },
  'oauth.state-invalid': { status: 400, title: 'The authorization cannot be completed' },
  'oauth.refused': { status: 403, title: 'The consent was refused at Gong' },
  'oauth.code-invalid': { status: 400, title: 'Gong did not take the authorization code' },
  'gong.unavailable': { status: 502, title: 'Gong does not answer' },
  'connection.not-usable': { status: 409, title: 'The connection cannot be used' },
  'sync.off': { status: 409, title: 'The sync of this connection is off' },
  'settings.activity-type': { status: 422, title: 'The Activity Type cannot be used' },
  'settings.filters': { status: 422, title: 'The filters cannot be used' },
  'directory.values-do-not-fit': { status: 409, title: 'Values that are stored do not fit' },
  'log.expired': { status: 410, title: 'The execution log has expired' },
  'log.not-ready': { status: 409, title: 'The job is still running' },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;
