import { type OperationDefinition, PROBLEMS, Problem, type ProblemCode } from '@gong-timeline/contracts';
import type { OpenApiDocument, OpenApiResponse } from './document';
import type { SchemaWriter } from './schema-writer';

const IDEMPOTENCY_CODES = [
  'idempotency.key-reused',
  'idempotency.in-progress',
  'idempotency.answer-lost',
] as const satisfies readonly ProblemCode[];

/** Every problem that the operation may answer: what any may, what its shape brings with it, and its own. */
export const problemCodesOf = (operation: OperationDefinition): readonly ProblemCode[] => {
  const { params, query, body, requestStream, idempotency, needsIfMatch } = operation;
  const takesInput = params ?? query ?? body ?? requestStream ?? idempotency ?? needsIfMatch;
  const codes: ProblemCode[] = [
    ...(takesInput === undefined ? [] : (['request.invalid'] as const)),
    'auth.missing',
    'auth.forbidden',
    ...(operation.method === 'GET' ? [] : (['auth.forgery'] as const)),
    ...(operation.params === undefined ? [] : (['not-found'] as const)),
    ...(operation.body === undefined ? [] : (['request.too-large', 'request.media-type'] as const)),
    ...(needsIfMatch === undefined ? [] : (['precondition.required', 'precondition.failed'] as const)),
    ...(idempotency === undefined ? [] : IDEMPOTENCY_CODES),
    'request.header-too-large',
    'rate.limited',
    'internal.error',
    'upstream.unavailable',
    ...(operation.problems as ProblemCode[]),
  ];
  return [...new Set(codes)];
};

/** One response a status; the codes of a status are its examples. */
export const problemResponses = (
  operation: OperationDefinition,
  writer: SchemaWriter,
): Record<string, OpenApiResponse> => {
  const responses: Record<string, OpenApiResponse> = {};
  const statuses = new Set(problemCodesOf(operation).map((code) => PROBLEMS[code].status));
  for (const status of statuses) {
    const codes = problemCodesOf(operation).filter((code) => PROBLEMS[code].status === status);
    responses[String(status)] = {
      description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('; '),
      content: {
        'application/problem+json': {
          schema: writer.write(Problem),
          examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
        },
      },
    };
  }
  return responses;
};

export const problemExamples = (codes: Iterable<ProblemCode>): OpenApiDocument['components']['examples'] =>
  Object.fromEntries(
    [...new Set(codes)].sort().map((code) => [
      code,
      {
        summary: PROBLEMS[code].title,
        value: {
          type: `urn:gong-timeline:problem:${code}`,
          title: PROBLEMS[code].title,
          status: PROBLEMS[code].status,
          detail: PROBLEMS[code].title,
          code,
          correlationId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
          ...(code === 'request.invalid'
            ? { errors: [{ field: 'query.limit', message: 'expected a whole number from 1 to 200, got 1000' }] }
            : {}),
        },
      },
    ]),
  );
