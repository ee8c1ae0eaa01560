import { grpcVariables, readConfig, serviceVariables } from '@gong-timeline/runtime';
import { type Static, Type } from '@sinclair/typebox';

const address = (app: string) =>
  Type.String({ pattern: '^https?://[^/?#]+/?$', description: `base address of ${app}, e.g. http://127.0.0.1:4001` });

const grpcAddress = (app: string, port: number) =>
  Type.Optional(
    Type.String({
      pattern: '^[^\\s:/]+:\\d{1,5}$',
      default: `127.0.0.1:${port}`,
      description: `host:port where ${app} answers gRPC`,
    }),
  );

const schema = Type.Object({
  ...serviceVariables,
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
  ...grpcVariables(4100),
  GRPC_TLS_CERT_FILE: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'file of the certificate for gRPC over TLS, PEM; with GRPC_TLS_KEY_FILE',
    }),
  ),
  GRPC_TLS_KEY_FILE: Type.Optional(
    Type.String({ minLength: 1, description: 'file of its private key, PEM; without both gRPC is served without TLS' }),
  ),
  GRPC_TLS_AT_PROXY: Type.Optional(
    Type.Boolean({
      description:
        'true where a proxy with TLS stands before gRPC: it may then be without TLS beside an https PUBLIC_URL',
    }),
  ),
  GONG_INGEST_GRPC: grpcAddress('gong-ingest', 4102),
  IDENTITY_RESOLUTION_GRPC: grpcAddress('identity-resolution', 4103),
  TIMELINE_WRITER_GRPC: grpcAddress('timeline-writer', 4104),
  EXECUTION_LOG_GRPC: grpcAddress('execution-log', 4105),
  OPERATOR_TOKEN_FILE: Type.String({
    minLength: 1,
    description: 'file that the operator token is written to at the first start; its folder must exist',
  }),
  PUBLIC_URL: Type.String({
    pattern: '^https?://[^/?#@\\s]+/?$',
    description: 'address that people reach the gateway by; https, unless it is a loopback address',
  }),
  TRUSTED_PROXIES: Type.Optional(
    Type.String({
      description: 'addresses or ranges (10.0.0.0/8), separated by commas, whose X-Forwarded-For is believed',
    }),
  ),
  RATE_LIMIT_PER_MINUTE: Type.Integer({
    minimum: 1,
    default: 6000,
    description: 'requests that one API token may make in a minute, at each replica',
  }),
  FAILED_TOKENS_PER_MINUTE: Type.Integer({
    minimum: 1,
    default: 60,
    description: 'unknown tokens, and unknown sessions, that one address may send in a minute, at each replica',
  }),
  ANONYMOUS_PER_MINUTE: Type.Integer({
    minimum: 1,
    default: 300,
    description: 'requests that one address may make in a minute without being signed in, at each replica',
  }),
  LOCAL_SIGN_IN: Type.Boolean({ default: true, description: 'whether people may sign in by a password kept here' }),
  SESSION_IDLE_MINUTES: Type.Integer({
    minimum: 5,
    maximum: 1440,
    default: 60,
    description: 'minutes without a request after which a session ends',
  }),
  SESSION_HOURS: Type.Integer({
    minimum: 1,
    maximum: 720,
    default: 12,
    description: 'hours after which a session ends, whatever is done with it',
  }),
  OIDC_ISSUER: Type.Optional(
    Type.String({
      pattern: '^https?://[^?#@\\s]+$',
      description: 'issuer of an OpenID provider; https, unless it is a loopback address',
    }),
  ),
  OIDC_CLIENT_ID: Type.Optional(Type.String({ minLength: 1, description: 'client id that the provider gave' })),
  OIDC_CLIENT_SECRET: Type.Optional(Type.String({ minLength: 1, description: 'client secret that the provider gave' })),
  OIDC_CLIENT_SECRET_FILE: Type.Optional(
    Type.String({ minLength: 1, description: 'file that holds the client secret, instead of OIDC_CLIENT_SECRET' }),
  ),
  OIDC_CLIENT_AUTH: Type.Union([Type.Literal('client_secret_basic'), Type.Literal('client_secret_post')], {
    default: 'client_secret_basic',
    description: 'how the client secret is sent to the provider',
  }),
  OIDC_SCOPES: Type.String({
    default: 'openid profile email',
    pattern: '(^| )openid( |$)',
    description: 'scopes to ask the provider for, openid among them',
  }),
  OIDC_NAME: Type.String({ default: 'single sign-on', description: 'what people know the provider by' }),
  OIDC_TENANT: Type.Optional(
    Type.String({ description: 'the tenant that everybody of the provider belongs to; or OIDC_TENANT_CLAIM' }),
  ),
  OIDC_TENANT_CLAIM: Type.Optional(
    Type.String({ minLength: 1, description: "claim that holds the tenant's id; or OIDC_TENANT" }),
  ),
  OIDC_ROLE_CLAIM: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'claim that tells the role; not set: admins assign roles, and add people',
    }),
  ),
  OIDC_ADMIN_VALUES: Type.Optional(
    Type.String({ description: 'values of the claim, separated by commas, that make an admin' }),
  ),
  OIDC_MEMBER_VALUES: Type.Optional(
    Type.String({ description: 'values of the claim, separated by commas, that make a member' }),
  ),
});
export type GatewayConfig = Readonly<Static<typeof schema>>;

/** Beside the schema: what only together makes sense is checked by `settingsOf`. */
export const config: GatewayConfig = readConfig({ app: 'gateway', env: process.env, schema });
