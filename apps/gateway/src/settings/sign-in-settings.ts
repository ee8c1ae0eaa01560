import { isLoopbackUrl, readSecretFile, StartError } from '@gong-timeline/runtime';
import type { GatewayConfig } from '../config';

export interface SsoSettings {
  readonly issuer: URL;
  readonly clientId: string;
  /** Null: a public client, known by PKCE alone. */
  readonly clientSecret: string | null;
  readonly clientAuth: 'client_secret_basic' | 'client_secret_post';
  readonly scopes: string;
  readonly name: string;
  readonly tenant: { readonly fixed: string } | { readonly claim: string };
  /** Null: the provider says nothing of roles; only who an admin has added may come in. */
  readonly role: {
    readonly claim: string;
    readonly admin: readonly string[];
    readonly member: readonly string[];
  } | null;
}

/** How people sign in at this installation; combinations that are unsafe or mean nothing stop the start. */
export interface SignInSettings {
  readonly publicUrl: URL;
  readonly local: boolean;
  readonly sso: SsoSettings | null;
  readonly idleMs: number;
  readonly absoluteMs: number;
}

export const SIGN_IN_SETTINGS = Symbol('SIGN_IN_SETTINGS');

const MINUTE_MS = 60_000;

export const signInSettings = (config: GatewayConfig): SignInSettings => {
  const publicUrl = new URL(config.PUBLIC_URL);
  const sso = ssoSettings(config);
  if (publicUrl.protocol !== 'https:' && !isLoopbackUrl(publicUrl)) {
    throw new StartError(
      `PUBLIC_URL is ${publicUrl.origin}: over http anybody on the way could read passwords, sessions and API tokens. ` +
        'Put a proxy with TLS before it and name its https address',
    );
  }
  return {
    publicUrl,
    local: config.LOCAL_SIGN_IN,
    sso,
    idleMs: config.SESSION_IDLE_MINUTES * MINUTE_MS,
    absoluteMs: config.SESSION_HOURS * 60 * MINUTE_MS,
  };
};

const ssoSettings = (config: GatewayConfig): SsoSettings | null => {
  const { OIDC_ISSUER, OIDC_CLIENT_ID } = config;
  if (OIDC_ISSUER === undefined) {
    refuse(OIDC_CLIENT_ID !== undefined, 'OIDC_CLIENT_ID is set without OIDC_ISSUER: name the issuer of the provider');
    return null;
  }
  const issuer = new URL(OIDC_ISSUER);
  refuse(
    issuer.protocol !== 'https:' && !isLoopbackUrl(issuer),
    'OIDC_ISSUER must be https: its keys say who may come in',
  );
  if (OIDC_CLIENT_ID === undefined) throw new StartError('OIDC_ISSUER is set without OIDC_CLIENT_ID');
  return {
    issuer,
    clientId: OIDC_CLIENT_ID,
    clientSecret: clientSecret(config),
    clientAuth: config.OIDC_CLIENT_AUTH,
    scopes: config.OIDC_SCOPES,
    name: config.OIDC_NAME,
    tenant: tenantOf(config),
    role: roleOf(config),
  };
};

const clientSecret = ({ OIDC_CLIENT_SECRET, OIDC_CLIENT_SECRET_FILE: file }: GatewayConfig): string | null => {
  if (file === undefined) return OIDC_CLIENT_SECRET ?? null;
  refuse(OIDC_CLIENT_SECRET !== undefined, 'Set OIDC_CLIENT_SECRET or OIDC_CLIENT_SECRET_FILE, not both');
  const reading = readSecretFile('OIDC_CLIENT_SECRET_FILE', file);
  if ('problem' in reading) throw new StartError(reading.problem);
  refuse(reading.text === '', `OIDC_CLIENT_SECRET_FILE: ${file} is empty`);
  return reading.text;
};

const tenantOf = ({ OIDC_TENANT, OIDC_TENANT_CLAIM }: GatewayConfig): SsoSettings['tenant'] => {
  if (OIDC_TENANT !== undefined && OIDC_TENANT_CLAIM === undefined) return { fixed: OIDC_TENANT };
  if (OIDC_TENANT_CLAIM !== undefined && OIDC_TENANT === undefined) return { claim: OIDC_TENANT_CLAIM };
  throw new StartError(
    'With OIDC_ISSUER set, set either OIDC_TENANT or OIDC_TENANT_CLAIM: to which tenant people belong',
  );
};

const roleOf = (config: GatewayConfig): SsoSettings['role'] => {
  const { OIDC_ROLE_CLAIM: claim } = config;
  const admin = list(config.OIDC_ADMIN_VALUES);
  const member = list(config.OIDC_MEMBER_VALUES);
  const values = admin.length + member.length;
  refuse(claim === undefined && values > 0, 'OIDC_ADMIN_VALUES and OIDC_MEMBER_VALUES need OIDC_ROLE_CLAIM');
  if (claim === undefined) return null;
  refuse(values === 0, 'OIDC_ROLE_CLAIM needs OIDC_ADMIN_VALUES or OIDC_MEMBER_VALUES: else nobody could come in');
  return { claim, admin, member };
};

const list = (text = ''): readonly string[] =>
  text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');

const refuse = (when: boolean, why: string): void => {
  if (when) throw new StartError(why);
};
