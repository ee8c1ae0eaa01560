import type { OperationDefinition } from '@gong-timeline/contracts';
import type { TObject, TSchema } from '@sinclair/typebox';
import type {
  JsonSchema,
  OpenApiBody,
  OpenApiContent,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
  OpenApiResponse,
} from './document';
import { exampleOf } from './example-of';
import { answerHeaders, headerParameters } from './header-fields';
import { problemCodesOf, problemExamples, problemResponses } from './problem-responses';
import { SchemaWriter } from './schema-writer';
import { toTag } from './tags';

/** Of the HTTP API, not of the code: raised when it changes. */
const API_VERSION = '1.0.0';

const ABOUT = `Recorded Gong meetings on the Timeline of a customer-success platform, with an account of every call.

Send an API token as \`Authorization: Bearer <token>\`. Errors are RFC 9457 problem documents with a stable \`code\` and a
\`correlationId\` that finds the request in the logs; send your own as \`X-Request-Id\` (a UUID). Lists are read page by
page: send \`nextCursor\` as \`cursor\`, with the same filters, until it is null; rows that come and go meanwhile make it
neither skip nor repeat others. What starts or creates takes an \`Idempotency-Key\`; what two may edit is changed with
\`If-Match\`. An unknown parameter or field of a request is refused; answers may get new fields at any time: ignore what
you do not know.`;

/** OpenAPI 3.1 of all that people and other teams may call; what only our own processes call is left out. */
export const toOpenApi = (operations: readonly OperationDefinition[]): OpenApiDocument => {
  const offered = operations.filter(({ access }) => access !== 'service');
  const writer = new SchemaWriter();
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const operation of offered) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: toOperation(operation, writer),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'gong-timeline',
      version: API_VERSION,
      description: ABOUT,
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This installation' }],
    security: [{ apiToken: [] }],
    tags: [...new Set(offered.map(({ tag }) => tag))].map(toTag),
    paths,
    components: {
      schemas: writer.components,
      examples: problemExamples(offered.flatMap(problemCodesOf)),
      securitySchemes: {
        apiToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API token of the role that the operation needs: member, admin, or operator',
        },
      },
    },
  };
};

const toOperation = (operation: OperationDefinition, writer: SchemaWriter): OpenApiOperation => {
  const body = requestBody(operation, writer);
  return {
    operationId: operation.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    description: [operation.description, whoMay(operation), endOf(operation)].filter(Boolean).join(' '),
    ...(operation.deprecated === undefined ? {} : { deprecated: true as const }),
    ...(operation.access === 'public' ? { security: [] } : {}),
    parameters: [
      ...parameters('path', operation.params, writer),
      ...parameters('query', operation.query, writer),
      ...headerParameters(operation),
    ],
    ...(body === undefined ? {} : { requestBody: body }),
    responses: { [operation.status]: success(operation, writer), ...problemResponses(operation, writer) },
    'x-required-role': operation.access,
  };
};

const whoMay = ({ access }: OperationDefinition): string =>
  access === 'public' ? 'Needs no sign-in.' : `Needs the role **${access}**.`;

const endOf = ({ deprecated }: OperationDefinition): string =>
  deprecated === undefined
    ? ''
    : `Deprecated since ${deprecated.since}, answered until ${deprecated.sunset}: use ${deprecated.instead}.`;

const parameters = (place: 'path' | 'query', schema: TObject | undefined, writer: SchemaWriter): OpenApiParameter[] =>
  Object.entries((schema?.properties ?? {}) as Record<string, TSchema>).map(([name, property]) => {
    const { description, deprecated, ...rest } = writer.write(property);
    return {
      name,
      in: place,
      required: schema?.required?.includes(name) === true,
      ...(typeof description === 'string' ? { description } : {}),
      ...(deprecated === true ? { deprecated } : {}),
      schema: rest,
      ...(place === 'path' ? { example: exampleOf(property, name) } : {}),
    };
  });

const requestBody = ({ body, requestStream }: OperationDefinition, writer: SchemaWriter): OpenApiBody | undefined => {
  if (body !== undefined) {
    return {
      required: true,
      content: { 'application/json': { schema: withoutDefaulted(writer.write(body)), example: exampleOf(body) } },
    };
  }
  if (requestStream === undefined) return undefined;
  const { contentTypes, description, line, examples = {} } = requestStream;
  const written = line === undefined ? undefined : writer.write(line);
  const toContent = (type: string): OpenApiContent => {
    if (type !== JSON_LINES || line === undefined) return { schema: { type: 'string' }, ...exampleIn(examples[type]) };
    // Each line by itself is a text of that schema.
    const schema = { type: 'string', contentMediaType: 'application/json', contentSchema: written };
    return { schema, example: examples[type] ?? `${JSON.stringify(exampleOf(line))}\n` };
  };
  return {
    required: true,
    description,
    content: Object.fromEntries(contentTypes.map((type) => [type, toContent(type)])),
  };
};

const JSON_LINES = 'application/x-ndjson';
const exampleIn = (example: string | undefined) => (example === undefined ? {} : { example });

/** What has a default may be left out of a request, though it is always there once the default is applied. */
const withoutDefaulted = (schema: JsonSchema): JsonSchema => {
  const { required, properties } = schema as { required?: string[]; properties?: Record<string, JsonSchema> };
  if (required === undefined || properties === undefined) return schema;
  return { ...schema, required: required.filter((name) => properties[name]?.default === undefined) };
};

const success = (operation: OperationDefinition, writer: SchemaWriter): OpenApiResponse => {
  const { status, response, responseStream } = operation;
  const headers = answerHeaders(operation);
  if (responseStream !== undefined) {
    const { contentType, otherContentTypes = [], description } = responseStream;
    const content = Object.fromEntries([contentType, ...otherContentTypes].map((type) => [type, {}]));
    return { description, ...headers, content };
  }
  if (response === undefined) return { description: 'Done', ...headers };
  const description = status === 201 ? 'Created' : status === 202 ? 'Accepted' : 'OK';
  return {
    description,
    ...headers,
    content: { 'application/json': { schema: writer.write(response), example: exampleOf(response) } },
  };
};
