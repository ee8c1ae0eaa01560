import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '@gong-timeline/runtime';
import { readSettings } from './settings';
import { variables } from './variables';

const required = {
  PORT: '4001',
  DATABASE_URL: 'postgres://app@127.0.0.1/db',
  KAFKA_BROKERS: '127.0.0.1:9092',
  PUBLIC_URL: 'https://cs.example/',
  GONG_CLIENT_ID: 'our-app',
  GONG_CLIENT_SECRET: 'hush',
  TOKEN_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};

const read = (changes: Record<string, string> = {}) => {
  const parsed = parseConfig(variables, { ...required, ...changes });
  if (!parsed.ok) return { problem: parsed.problems.join('\n') };
  return readSettings(parsed.config);
};

describe('the settings of connector-auth', () => {
  it("are Gong's own addresses and the scopes of the sync, when nothing else is said", () => {
    const reading = read();
    if ('problem' in reading) throw new Error(reading.problem);
    const { app, oauth, marginMs } = reading.settings;
    expect(app).toEqual({
      authorizePage: 'https://app.gong.io/oauth2/authorize',
      clientId: 'our-app',
      redirectUri: 'https://cs.example/api/oauth/gong/callback',
      scopes: ['api:calls:read:basic', 'api:calls:read:extensive', 'api:calls:read:media-url', 'api:users:read'],
      apiBaseUrl: 'https://api.gong.io',
      allowedPrivateHosts: [],
    });
    expect(oauth.tokenUrl).toBe('https://app.gong.io/oauth2/generate-customer-token');
    expect(marginMs).toBe(300_000);
  });

  it('can point at any other Gong', () => {
    const reading = read({
      GONG_AUTHORIZE_URL: 'http://127.0.0.1:4010/oauth2/authorize',
      GONG_TOKEN_URL: 'http://127.0.0.1:4010/oauth2/generate-customer-token',
      GONG_API_URL: 'http://127.0.0.1:4010/',
      ALLOWED_PRIVATE_HOSTS: '127.0.0.1:4010',
    });
    expect(reading).toMatchObject({
      settings: { app: { apiBaseUrl: 'http://127.0.0.1:4010', allowedPrivateHosts: ['127.0.0.1:4010'] } },
    });
  });

  it('take the keys from a file, each on a line of its own', () => {
    const folder = mkdtempSync(join(tmpdir(), 'token-keys-'));
    const file = join(folder, 'keys');
    writeFileSync(file, `new:${randomBytes(32).toString('base64')}\n${required.TOKEN_KEYS}\n`, { mode: 0o600 });
    const fromFile = { TOKEN_KEYS: '', TOKEN_KEYS_FILE: file };
    const reading = read(fromFile);
    if ('problem' in reading) throw new Error(reading.problem);
    expect([...reading.settings.keys.byId.keys()]).toEqual(['new', 'k1']);
    writeFileSync(file, '');
    expect(read(fromFile)).toEqual({ problem: expect.stringMatching(/^TOKEN_KEYS_FILE is missing: .*randomBytes/) });
    writeFileSync(file, 'k1:c2hvcnQ=');
    expect(read(fromFile)).toEqual({ problem: expect.stringMatching(/^TOKEN_KEYS_FILE is not valid: key 1/) });
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['no key', { TOKEN_KEYS: '' }, /^TOKEN_KEYS is missing: .*randomBytes\(32\)/],
    ['keys in two places', { TOKEN_KEYS_FILE: '/keys' }, /^TOKEN_KEYS and TOKEN_KEYS_FILE are both set/],
    ['no file of keys', { TOKEN_KEYS: '', TOKEN_KEYS_FILE: '/is/not/there' }, /^TOKEN_KEYS_FILE .*: ENOENT$/],
    ['a short key', { TOKEN_KEYS: 'k1:c2hvcnQ=' }, /^TOKEN_KEYS is not valid: key 1: "k1" holds 5 bytes, expected 32/],
    ['a made-up key', { TOKEN_KEYS: `k1:${Buffer.alloc(32).toString('base64')}` }, /^TOKEN_KEYS .* is an example/],
    ['no client secret', { GONG_CLIENT_SECRET: '' }, /^GONG_CLIENT_SECRET is missing/],
    ['an address that is none', { GONG_TOKEN_URL: 'app.gong.io/token' }, /^GONG_TOKEN_URL is not valid/],
    [
      'tokens from an inside that is not allowed',
      { GONG_TOKEN_URL: 'http://10.0.0.1/token' },
      /^GONG_TOKEN_URL .* not https/,
    ],
    ['an API in an inside that is not allowed', { GONG_API_URL: 'https://127.0.0.1' }, /^GONG_API_URL .* not a public/],
    ['too few scopes', { GONG_SCOPES: 'api:calls:read:basic' }, /^GONG_SCOPES .* needs api:calls:read:extensive/],
  ])('are refused with %s, and the variable is named', (_what, changes, expected) => {
    expect(read(changes)).toEqual({ problem: expect.stringMatching(expected) });
  });
});
