import { httpServiceVariables, readConfig } from '@gong-timeline/runtime';
import { type Static, Type } from '@sinclair/typebox';

const address = (app: string) =>
  Type.String({ pattern: '^https?://[^/?#]+/?$', description: `base address of ${app}, e.g. http://127.0.0.1:4001` });

const schema = Type.Object({
  ...httpServiceVariables,
  PORT: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 4000,
    description: 'port to listen on; 0 takes a free one',
  }),
  CONNECTOR_AUTH_URL: address('connector-auth'),
  GONG_INGEST_URL: address('gong-ingest'),
  IDENTITY_RESOLUTION_URL: address('identity-resolution'),
  TIMELINE_WRITER_URL: address('timeline-writer'),
  EXECUTION_LOG_URL: address('execution-log'),
  OPERATOR_TOKEN_FILE: Type.String({
    minLength: 1,
    description: 'file that the operator token is written to at the first start; its folder must exist',
  }),
  RATE_LIMIT_PER_MINUTE: Type.Integer({
    minimum: 1,
    default: 6000,
    description: 'requests that one API token may make in a minute, at each replica',
  }),
  FAILED_TOKENS_PER_MINUTE: Type.Integer({
    minimum: 1,
    default: 60,
    description: 'unknown tokens that one address may send in a minute, at each replica',
  }),
});
export type GatewayConfig = Readonly<Static<typeof schema>>;

export const config: GatewayConfig = readConfig({ app: 'gateway', env: process.env, schema });
