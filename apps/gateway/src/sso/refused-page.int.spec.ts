import { type TestDatabase, testDatabase } from '@gong-timeline/testing';
import { request } from 'undici';
import { TestGateway } from '../../test/gateway';

describe('what a person sees whom the provider led back and who cannot come in (X3)', () => {
  let database: TestDatabase;
  let gateway: TestGateway;

  beforeAll(async () => {
    database = await testDatabase('gateway');
    // Nobody is asked there: none of these ways back was begun here.
    const provider = { OIDC_ISSUER: 'https://provider.example', OIDC_CLIENT_ID: 'us', OIDC_CLIENT_SECRET: 'hush-hush' };
    gateway = await TestGateway.open(database, { ...provider, OIDC_TENANT: 'acme' });
  });
  afterAll(async () => {
    await gateway?.close();
    await database?.drop();
  });

  const asBrowser = async (path: string, accept: string) => {
    const { statusCode, headers, body } = await request(gateway.url + path, {
      headers: { accept, 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site' },
    });
    return { statusCode, headers, text: await body.text() };
  };
  const late = '/api/sign-in/sso/callback?code=the-code-canary&state=the-state-canary';

  it('is a page that says why, where to begin again, and nothing of the inside', async () => {
    const { statusCode, headers, text } = await asBrowser(late, 'text/html,*/*');
    expect([statusCode, headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    expect(text).toContain('was not begun in this browser, was used already, or took longer than ten minutes');
    expect(text).toContain('<a href="/">');
    expect(text).not.toMatch(/canary|sso_attempts|\.ts:|stack/);
  });

  it('loads and runs nothing, and tells nobody the address with the code', async () => {
    const { headers } = await asBrowser(late, 'text/html,*/*');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|script/);
  });

  it('holds no text of whoever made the link', async () => {
    const name = encodeURIComponent('<script>alert(1)</script>');
    const { text } = await asBrowser(`/api/sign-in/sso/callback?error=${name}&error_description=${name}`, 'text/html');
    expect(text).not.toContain('<script');
  });

  it('is for people: a script is told by a problem document', async () => {
    const { headers } = await asBrowser(late, 'application/json');
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});
