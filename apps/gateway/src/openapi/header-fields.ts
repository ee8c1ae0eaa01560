import type { OperationDefinition } from '@gong-timeline/contracts';
import type { OpenApiParameter, OpenApiResponse } from './document';

const ENTITY_TAG = { type: 'string', pattern: '^"[A-Za-z0-9_-]{22}"$' };
const AN_ETAG = '"3q2-7wABAgMEBQYHCAkKCw"';

const IDEMPOTENCY_KEY: OpenApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A text of your own, such as a UUID, new for each thing you mean to do. Sent again with the same request within ' +
    '24 hours, nothing happens twice and the first answer comes again, with `Idempotency-Replayed: true`.',
  schema: { type: 'string', pattern: '^"?[A-Za-z0-9._:-]{16,128}"?$' },
  example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
};

const IF_MATCH = 'The `ETag` of the state that you saw. When somebody changed it meanwhile, nothing happens (412).';

/** What a caller may, or must, say in headers. */
export const headerParameters = ({ idempotency, needsIfMatch }: OperationDefinition): OpenApiParameter[] => [
  ...(idempotency === undefined ? [] : [IDEMPOTENCY_KEY]),
  ...(needsIfMatch === undefined
    ? []
    : [
        {
          name: 'If-Match',
          in: 'header' as const,
          required: needsIfMatch === true,
          description: needsIfMatch === true ? IF_MATCH : `${IF_MATCH} May be left out until something was saved.`,
          schema: { type: 'string', minLength: 1 },
          example: AN_ETAG,
        },
      ]),
];

/** What the answer of a request that went well says in headers. */
export const answerHeaders = (operation: OperationDefinition): Pick<OpenApiResponse, 'headers'> => {
  const { answersEtag, idempotency, deprecated } = operation;
  const headers: NonNullable<OpenApiResponse['headers']> = {
    ...(answersEtag === undefined ? {} : { ETag: etagHeader('Of this state: send it as `If-Match` to change it') }),
    ...(idempotency === undefined
      ? {}
      : {
          'Idempotency-Replayed': {
            description: 'Nothing happened now: this is the answer that the same request had before',
            schema: { const: 'true' },
          },
        }),
    ...(deprecated === undefined
      ? {}
      : {
          Deprecation: { description: 'Since when (RFC 9745)', schema: { type: 'string' } },
          Sunset: { description: 'Answered at least until then (RFC 8594)', schema: { type: 'string' } },
        }),
  };
  return Object.keys(headers).length === 0 ? {} : { headers };
};

export const etagHeader = (description: string) => ({ description, schema: ENTITY_TAG, example: AN_ETAG });
