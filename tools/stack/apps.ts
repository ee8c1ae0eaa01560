import type { AppName } from '@gong-timeline/domain';
import { applicationRoleOf, ownerRoleOf, type Schema, urlFor } from './schemas';
import { publicServiceKeys, type Secrets } from './secrets';

/** Where the stack finds what it stands on and what it talks to. */
export interface StackAddresses {
  readonly databaseUrl: string;
  readonly kafkaBrokers: string;
  readonly host: string;
  readonly ports: Readonly<Record<AppName, number>>;
  readonly grpcPorts: Readonly<Partial<Record<AppName, number>>>;
  /** The address people and Gong's redirect reach the gateway by. */
  readonly publicUrl: string;
  readonly operatorTokenFile: string;
  /** Variables handed through as they are: Gong's addresses and client, limits, log level. */
  readonly passed: Readonly<Record<string, string>>;
}

export interface AppProcess {
  readonly name: AppName;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly readyUrl: string;
}

/** Whose a secret is among what is handed through: nobody else is given it. */
const OWN_SECRETS: Readonly<Record<string, AppName>> = {
  GONG_CLIENT_SECRET: 'connector-auth',
  GONG_CLIENT_SECRET_FILE: 'connector-auth',
  OIDC_CLIENT_SECRET: 'gateway',
  OIDC_CLIENT_SECRET_FILE: 'gateway',
  GRPC_TLS_CERT_FILE: 'gateway',
  GRPC_TLS_KEY_FILE: 'gateway',
  GRPC_TLS_AT_PROXY: 'gateway',
};

/** The system on one screen: every process, what it is given, and where it says that it is ready. */
export function appProcesses(at: StackAddresses, secrets: Secrets): readonly AppProcess[] {
  const urlOf = (app: AppName) => `http://${at.host}:${at.ports[app]}`;
  const grpcOf = (app: AppName) => `${at.host}:${at.grpcPorts[app]}`;
  const CONNECTOR_AUTH_URL = urlOf('connector-auth');
  const GONG_INGEST_URL = urlOf('gong-ingest');
  const IDENTITY_RESOLUTION_URL = urlOf('identity-resolution');
  const TIMELINE_WRITER_URL = urlOf('timeline-writer');
  const EXECUTION_LOG_URL = urlOf('execution-log');

  const SERVICE_KEYS = publicServiceKeys(secrets.serviceKeys);
  const passedTo = (name: AppName) =>
    Object.fromEntries(Object.entries(at.passed).filter(([variable]) => (OWN_SECRETS[variable] ?? name) === name));

  const app = (name: AppName, env: Record<string, string> = {}): AppProcess => {
    const schema = name.replaceAll('-', '_') as Schema;
    const password = (role: string) => secrets.rolePasswords[role] ?? '';
    return {
      name,
      script: `dist/apps/${name}/src/main.js`,
      readyUrl: `${urlOf(name)}/health/ready`,
      env: {
        ...passedTo(name),
        HOST: at.host,
        PORT: String(at.ports[name]),
        DATABASE_URL: urlFor(at.databaseUrl, applicationRoleOf(schema), password(applicationRoleOf(schema))),
        DATABASE_OWNER_URL: urlFor(at.databaseUrl, ownerRoleOf(schema), password(ownerRoleOf(schema))),
        KAFKA_BROKERS: at.kafkaBrokers,
        SERVICE_KEY: secrets.serviceKeys[name],
        SERVICE_KEYS,
        ...(at.grpcPorts[name] !== undefined && { GRPC_PORT: String(at.grpcPorts[name]) }),
        ...env,
      },
    };
  };

  return [
    app('connector-auth', { PUBLIC_URL: at.publicUrl, TOKEN_KEYS: secrets.tokenKeys }),
    app('timeline-writer', { GONG_INGEST_URL }),
    app('identity-resolution'),
    app('execution-log', { GONG_INGEST_URL }),
    app('gong-ingest', { CONNECTOR_AUTH_URL, IDENTITY_RESOLUTION_URL, TIMELINE_WRITER_URL }),
    app('gateway', {
      PUBLIC_URL: at.publicUrl,
      METRICS_TOKEN: secrets.metricsToken,
      OPERATOR_TOKEN_FILE: at.operatorTokenFile,
      CONNECTOR_AUTH_URL,
      GONG_INGEST_URL,
      IDENTITY_RESOLUTION_URL,
      TIMELINE_WRITER_URL,
      EXECUTION_LOG_URL,
      GONG_INGEST_GRPC: grpcOf('gong-ingest'),
      IDENTITY_RESOLUTION_GRPC: grpcOf('identity-resolution'),
      TIMELINE_WRITER_GRPC: grpcOf('timeline-writer'),
      EXECUTION_LOG_GRPC: grpcOf('execution-log'),
    }),
  ];
}
