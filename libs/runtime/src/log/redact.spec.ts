import { createLogger } from './logger';
import { REDACTED, redact, redactText } from './redact';
import { secretsOf } from './secrets-of';

const SECRET = 'hunter2hunter2';

const logged = (write: (log: ReturnType<typeof createLogger>) => void): string => {
  const lines: string[] = [];
  write(createLogger({ app: 'spec', level: 'trace' }, { write: (line: string) => void lines.push(line) }));
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
};

describe('the logger', () => {
  it.each([
    'authorization',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'set-cookie',
    'token',
    'accessToken',
    'refresh_token',
    'refresh',
    'client_secret',
    'GONG_CLIENT_SECRET',
    'password',
    'apiKey',
    'code',
    'credentials',
  ])('never writes the value of %s, however deep', (key) => {
    for (const fields of [{ [key]: SECRET }, { a: { b: [{ [key]: SECRET }] } }, { [key]: { inside: SECRET } }]) {
      const line = logged((log) => log.info(fields, 'something'));
      expect(line).not.toContain(SECRET);
      expect(line).toContain(REDACTED);
    }
    expect(logged((log) => log.child({ [key]: SECRET }).info('something'))).not.toContain(SECRET);
  });

  it('never writes a secret that hangs on an error, its cause, or its message', () => {
    const cause = Object.assign(new Error(`refused postgres://app:${SECRET}@host/db`), { token: SECRET });
    const error = Object.assign(new Error(`GET https://gong/oauth?code=${SECRET}&x=1`, { cause }), {
      config: { headers: { authorization: `Bearer ${SECRET}` } },
      parameters: [SECRET],
    });
    const line = logged((log) => log.error({ err: error }, 'failed'));
    expect(line).not.toContain(SECRET);
    expect(JSON.parse(line)).toMatchObject({ err: { type: 'Error', cause: { type: 'Error' } }, message: 'failed' });
  });

  it('writes what an error of the database is, and no row or parameter that it quotes', () => {
    const quoted = { detail: `Failing row contains (${SECRET}).`, where: `JSON data, line 1: ${SECRET}`, hint: SECRET };
    const error = Object.assign(new Error('unsupported Unicode escape sequence'), { code: '22P05', ...quoted });
    const line = logged((log) => log.error({ err: error }, 'failed'));
    expect(line).not.toContain(SECRET);
    expect(JSON.parse(line)).toMatchObject({ err: { code: '22P05', message: 'unsupported Unicode escape sequence' } });
  });

  it.each([
    `sent Bearer ${SECRET}`,
    'the token gtl_abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE',
    `at https://user:${SECRET}@host/`,
    `called back with ?state=${SECRET}&code=${SECRET}`,
    'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJodW50ZXIyIn0.c2lnbmF0dXJl',
    `a pass gts_${SECRET}${SECRET}.${SECRET}`,
    `Cookie: theme=dark; gtl_session=${SECRET}`,
    `set-cookie: __Host-gtl_session=${SECRET}; Path=/`,
    `sent __Host-gtl_session=${SECRET}`,
    `led back to https://x.example/cb#access_token=${SECRET}&state=${SECRET}`,
    `the link https://x.example/invitation#${SECRET}`,
    `a form of grant_type=refresh_token&refresh_token=${SECRET}`,
    `password=${SECRET}`,
    `Gong answered {"access_token":"${SECRET}","scope":"x"}`,
    JSON.stringify({ answered: JSON.stringify({ refresh_token: SECRET }) }),
    `told {"code": "${SECRET}${SECRET}"}`,
    `the authorization code: ${SECRET} is used`,
  ])('takes secrets out of text by their shape: %s', (text) => {
    const line = logged((log) => log.info(text));
    expect(line).toContain(REDACTED);
    expect(line).not.toMatch(/hunter2|gtl_abc|eyJ/);
    expect(JSON.parse(line)).toMatchObject({ level: 'info', app: 'spec' });
  });

  it('keeps what an operator needs: error codes, ids, what is only about a secret', () => {
    const fields = {
      code: 'ECONNREFUSED',
      err: { code: '23505' },
      problem: { code: 'gong.unavailable' },
      outcome: { code: 'synced.created' },
      other: { code: 'conflict' },
      tokenId: 'a',
      tokenExpiresAt: 'b',
      OPERATOR_TOKEN_FILE: 'c',
      key: 'acme/77',
    };
    expect(redact(fields)).toEqual(fields);
  });
});

describe('redact', () => {
  it('is bounded: circles, bytes and big numbers are no trouble', () => {
    const circle: Record<string, unknown> = { bytes: Buffer.from(SECRET), big: 12n };
    circle.self = circle;
    const text = JSON.stringify(redact(circle));
    expect(text).toContain('[too deep]');
    expect(text).not.toContain(SECRET);
  });

  it.each([
    'GET /api/jobs?limit=5 took 12 ms for token:0b8ad3f5',
    'told {\\"code\\":\\"upstream.unavailable\\",\\"state\\":\\"needs-reauthorization\\"}',
    'the authorization code was used already',
    'exit code=1, state=active',
  ])('leaves ordinary text as it is: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it("takes this process's own secrets out of whatever text, though they have no shape", () => {
    const secrets = secretsOf({
      GONG_CLIENT_SECRET: 'tulips are red',
      TOKEN_KEYS: 'k1:AAAAbbbb/ccc=,k2:DDDDeeee+fff=',
      DATABASE_URL: 'postgres://app:p%40ss-word@db/x',
      OIDC_CLIENT_SECRET_FILE: '/run/secrets/oidc',
      SERVICE_KEYS: 'gateway:public-public',
      LOG_LEVEL: 'debugging',
      METRICS_TOKEN: 'short',
    });
    const lines: string[] = [];
    const log = createLogger(
      { app: 'spec', level: 'info', secrets },
      { write: (line: string) => void lines.push(line) },
    );
    log.info({ seen: 'tulips are red and DDDDeeee+fff=' }, 'not p@ss-word nor p%40ss-word, yet /run/secrets/oidc');
    expect(lines.join()).not.toMatch(/tulips|DDDD|ss-word/);
    expect(lines.join()).toContain('yet /run/secrets/oidc');
    expect(secrets).not.toContain('gateway:public-public');
    expect(secrets).not.toContain('short');
  });
});
