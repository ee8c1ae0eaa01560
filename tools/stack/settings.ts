import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { APP_NAMES, type AppName } from '@gong-timeline/domain';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

const Port = (port: number) => Type.Integer({ minimum: 1, maximum: 65535, default: port });

/** Every variable of the local stack, with its default. `.env.example` says what each one means. */
export const StackVariables = Type.Object({
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  KAFKA_BROKERS: Type.Optional(Type.String({ pattern: '^[^\\s,]+:\\d+(,[^\\s,]+:\\d+)*$' })),
  DATA_DIR: Type.String({ default: '.local', minLength: 1 }),
  HOST: Type.String({ default: '127.0.0.1', minLength: 1 }),
  GATEWAY_PORT: Port(4000),
  CONNECTOR_AUTH_PORT: Port(4001),
  GONG_INGEST_PORT: Port(4002),
  IDENTITY_RESOLUTION_PORT: Port(4003),
  TIMELINE_WRITER_PORT: Port(4004),
  EXECUTION_LOG_PORT: Port(4005),
  SIMULATOR_PORT: Port(4010),
  GATEWAY_GRPC_PORT: Port(4100),
  GONG_INGEST_GRPC_PORT: Port(4102),
  IDENTITY_RESOLUTION_GRPC_PORT: Port(4103),
  TIMELINE_WRITER_GRPC_PORT: Port(4104),
  EXECUTION_LOG_GRPC_PORT: Port(4105),
  POSTGRES_PORT: Port(54329),
  KAFKA_PORT: Port(19092),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://' })),
});
export type StackSettings = Static<typeof StackVariables>;

/** Handed to the services as they are, when set. */
const PASSED = new Set([
  'GONG_CLIENT_ID',
  'GONG_CLIENT_SECRET',
  'GONG_CLIENT_SECRET_FILE',
  'GONG_AUTHORIZE_URL',
  'GONG_TOKEN_URL',
  'GONG_API_URL',
  'GONG_SCOPES',
  'GONG_REQUESTS_PER_SECOND',
  'GONG_REQUESTS_PER_DAY',
  'GONG_OAUTH_TIMEOUT_MS',
  'GONG_WAIT_IN_HAND_MS',
  'GONG_PATIENCE_MS',
  'ALLOWED_PRIVATE_HOSTS',
  'LOG_LEVEL',
  'MAX_CONCURRENT_JOBS',
  'JOB_POLL_MS',
  'JOB_LEASE_MS',
  'TOKEN_MARGIN_S',
  'RATE_LIMIT_PER_MINUTE',
  'FAILED_TOKENS_PER_MINUTE',
  'ANONYMOUS_PER_MINUTE',
  'TRUSTED_PROXIES',
  'GRPC_TLS_CERT_FILE',
  'GRPC_TLS_KEY_FILE',
  'GRPC_TLS_AT_PROXY',
  'LOCAL_SIGN_IN',
  'SESSION_IDLE_MINUTES',
  'SESSION_HOURS',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_CLIENT_SECRET_FILE',
  'OIDC_CLIENT_AUTH',
  'OIDC_SCOPES',
  'OIDC_NAME',
  'OIDC_TENANT',
  'OIDC_TENANT_CLAIM',
  'OIDC_ROLE_CLAIM',
  'OIDC_ADMIN_VALUES',
  'OIDC_MEMBER_VALUES',
]);

export class SettingsError extends Error {}

export function readStackSettings(env: NodeJS.ProcessEnv): StackSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const settings = Value.Clean(
    StackVariables,
    Value.Convert(StackVariables, Value.Default(StackVariables, { ...given })),
  );
  const wrong = [...Value.Errors(StackVariables, settings)];
  if (wrong.length > 0) {
    const words = wrong.map((error) => `${error.path.slice(1)}: ${error.message.toLowerCase()}`);
    throw new SettingsError(`A variable of the stack is wrong. ${[...new Set(words)].join('; ')}.`);
  }
  return settings as StackSettings;
}

export const passedVariables = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => PASSED.has(entry[0]) && !!entry[1]),
  );

export const portsOf = (settings: StackSettings): Readonly<Record<AppName, number>> =>
  Object.fromEntries(
    APP_NAMES.map((app) => [app, settings[`${app.replaceAll('-', '_').toUpperCase()}_PORT` as keyof StackSettings]]),
  ) as Record<AppName, number>;

/** Of those that answer gRPC. */
export const grpcPortsOf = (settings: StackSettings): Readonly<Partial<Record<AppName, number>>> => ({
  gateway: settings.GATEWAY_GRPC_PORT,
  'gong-ingest': settings.GONG_INGEST_GRPC_PORT,
  'identity-resolution': settings.IDENTITY_RESOLUTION_GRPC_PORT,
  'timeline-writer': settings.TIMELINE_WRITER_GRPC_PORT,
  'execution-log': settings.EXECUTION_LOG_GRPC_PORT,
});

/** Variables may stand in a `.env` beside package.json; the environment itself wins. */
export function loadDotEnv(root: string): void {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
