import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayConfig } from '../config';
import { signInSettings } from './sign-in-settings';

const settings = (changed: Partial<GatewayConfig> = {}) =>
  signInSettings({
    PUBLIC_URL: 'https://timeline.example.com',
    LOCAL_SIGN_IN: true,
    SESSION_IDLE_MINUTES: 60,
    SESSION_HOURS: 12,
    OIDC_CLIENT_AUTH: 'client_secret_basic',
    OIDC_SCOPES: 'openid',
    OIDC_NAME: 'Login',
    ...changed,
  } as GatewayConfig);
const provider = { OIDC_ISSUER: 'https://login.example.com', OIDC_CLIENT_ID: 'us', OIDC_TENANT: 'acme' };

describe('how people sign in', () => {
  it.each(['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000', 'https://10.0.0.7'])(
    'may be served at %s',
    (PUBLIC_URL) => expect(settings({ PUBLIC_URL }).publicUrl.href).toBe(`${PUBLIC_URL}/`),
  );

  it.each(['http://timeline.example.com', 'http://10.0.0.7:4000', 'http://127.0.0.1.evil.example', 'http://0.0.0.0'])(
    'stops the start over http at %s, where passwords and cookies could be read on the way',
    (PUBLIC_URL) => {
      expect(() => settings({ PUBLIC_URL })).toThrow('over http anybody on the way could read');
      expect(() => settings({ PUBLIC_URL, LOCAL_SIGN_IN: false })).toThrow('over http');
    },
  );

  it('knows a provider with a fixed tenant, and roles by a claim', () => {
    const roles = { OIDC_ROLE_CLAIM: 'groups', OIDC_ADMIN_VALUES: 'a, b,', OIDC_MEMBER_VALUES: 'c' };
    expect(settings({ ...provider, ...roles }).sso).toMatchObject({
      clientSecret: null,
      tenant: { fixed: 'acme' },
      role: { claim: 'groups', admin: ['a', 'b'], member: ['c'] },
    });
  });

  it.each([
    [{ OIDC_CLIENT_ID: 'us' }, 'OIDC_CLIENT_ID is set without OIDC_ISSUER'],
    [{ OIDC_ISSUER: 'https://login.example.com', OIDC_TENANT: 'acme' }, 'without OIDC_CLIENT_ID'],
    [{ ...provider, OIDC_ISSUER: 'http://login.example.com' }, 'OIDC_ISSUER must be https'],
    [{ ...provider, OIDC_TENANT: undefined }, 'either OIDC_TENANT or OIDC_TENANT_CLAIM'],
    [{ ...provider, OIDC_TENANT_CLAIM: 'org' }, 'either OIDC_TENANT or OIDC_TENANT_CLAIM'],
    [{ ...provider, OIDC_ADMIN_VALUES: 'a' }, 'need OIDC_ROLE_CLAIM'],
    [{ ...provider, OIDC_ROLE_CLAIM: 'groups', OIDC_ADMIN_VALUES: ' , ' }, 'nobody could come in'],
    [{ ...provider, OIDC_CLIENT_SECRET: 'x', OIDC_CLIENT_SECRET_FILE: '/x' }, 'not both'],
    [{ ...provider, OIDC_CLIENT_SECRET_FILE: '/nowhere/secret' }, 'OIDC_CLIENT_SECRET_FILE cannot be read'],
  ])('stops the start with %j: %s', (changed, why) => {
    expect(() => settings(changed as Partial<GatewayConfig>)).toThrow(why);
  });

  it('reads the secret of a file, and refuses an empty one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
    const file = join(folder, 'secret');
    writeFileSync(file, 'the secret\n', { mode: 0o600 });
    expect(settings({ ...provider, OIDC_CLIENT_SECRET_FILE: file }).sso?.clientSecret).toBe('the secret');
    writeFileSync(file, '\n');
    expect(() => settings({ ...provider, OIDC_CLIENT_SECRET_FILE: file })).toThrow('is empty');
    chmodSync(file, 0o640);
    expect(() => settings({ ...provider, OIDC_CLIENT_SECRET_FILE: file })).toThrow('others may read');
    rmSync(folder, { recursive: true });
  });
});
