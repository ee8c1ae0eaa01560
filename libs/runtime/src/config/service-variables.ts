import { type Static, type TObject, Type } from '@sinclair/typebox';

/** What every process needs that has a database and answers HTTP. */
export const httpServiceVariables = {
  HOST: Type.String({ default: '127.0.0.1', description: 'address to listen on' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, description: 'port to listen on; 0 takes a free one' }),
  DATABASE_URL: Type.String({
    pattern: '^postgres(ql)?://',
    description: 'PostgreSQL address of the application role, postgres://user:password@host:port/database',
  }),
  DATABASE_OWNER_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://',
      description: 'PostgreSQL address of the role that owns the schema; migrations run by it at the start',
    }),
  ),
  SERVICE_KEY: Type.Optional(
    Type.String({ minLength: 43, description: 'the key that this service signs its calls to others with' }),
  ),
  SERVICE_KEYS: Type.Optional(
    Type.String({ minLength: 43, description: '<service>:<public key> of each of our services, separated by commas' }),
  ),
  METRICS_TOKEN: Type.Optional(
    Type.String({ minLength: 32, description: 'what who reads metrics sends, where people reach this process too' }),
  ),
  LOG_LEVEL: Type.Union(
    ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info', description: 'the least severe log level that is written' },
  ),
  INSTANCE_ID: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'names this replica in logs' })),
};

/** The same for a process that hears or tells facts. */
export const serviceVariables = {
  ...httpServiceVariables,
  KAFKA_BROKERS: Type.String({
    pattern: '^[^\\s,:]+:\\d+(,[^\\s,:]+:\\d+)*$',
    description: 'Kafka brokers as host:port, several separated by commas',
  }),
};

/** For a process that answers gRPC, too. `port`: where, unless it is told otherwise. */
export const grpcVariables = (port: number) => ({
  GRPC_PORT: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 65_535,
      default: port,
      description: 'port to listen on for gRPC; 0 takes a free one',
    }),
  ),
});

/** The part of every app's config that the runtime itself reads. */
export type ServiceConfig = Static<TObject<typeof httpServiceVariables>> & {
  readonly KAFKA_BROKERS?: string;
  readonly GRPC_PORT?: number;
  readonly GRPC_TLS_CERT_FILE?: string;
  readonly GRPC_TLS_KEY_FILE?: string;
};
