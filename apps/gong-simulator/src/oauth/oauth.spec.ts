import type { Reply } from '../../spec/simulator-client';
import { ask, enter, send, startForSpec } from '../../spec/simulator-client';
import type { RunningSimulator } from '../start-simulator';

let running: RunningSimulator;
let admin = '';
let colleague = '';
const scope = 'api:calls:read:extensive api:users:read';
const redirectUri = 'http://127.0.0.1:1/callback?tab=gong';
const client = `Basic ${Buffer.from('gong-timeline:simulator-secret').toString('base64')}`;

beforeAll(async () => {
  running = await startForSpec('acme:30:30d,globex:30:30d');
  const { text } = await ask(`${running.url}/simulator/companies/acme/world`);
  const staff = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((line) => line.type === 'staff');
  admin = staff.find((person) => person.technicalAdmin).id;
  colleague = staff.find((person) => !person.technicalAdmin && person.active).id;
});
afterAll(() => running.stop());

const request = (changes: Record<string, string> = {}) => ({
  client_id: 'gong-timeline',
  redirect_uri: redirectUri,
  response_type: 'code',
  scope,
  state: 'state-1',
  ...changes,
});
const show = (changes = {}) => ask(`${running.url}/oauth2/authorize?${new URLSearchParams(request(changes))}`);
const decide = (changes: Record<string, string> = {}) =>
  ask(`${running.url}/oauth2/authorize`, {
    method: 'POST',
    body: new URLSearchParams({ ...request(), company: 'acme', userId: admin, decision: 'allow', ...changes }),
  });
const token = (
  parameters: Record<string, string>,
  where: 'query' | 'form' = 'query',
  authorization = client,
): Promise<Reply> => {
  const url = `${running.url}/oauth2/generate-customer-token`;
  const form = new URLSearchParams(parameters);
  const init = { method: 'POST', headers: { authorization } };
  return where === 'query' ? ask(`${url}?${form}`, init) : ask(url, { ...init, body: form });
};
const location = (reply: Reply) => new URL(reply.headers.get('location') ?? '');
const codeFor = async (changes = {}) => location(await decide(changes)).searchParams.get('code') ?? '';
const redeem = async (where: 'query' | 'form' = 'query', more = {}) =>
  token({ grant_type: 'authorization_code', code: await codeFor(), redirect_uri: redirectUri, ...more }, where);
const refresh = (refreshToken: unknown) => token({ grant_type: 'refresh_token', refresh_token: String(refreshToken) });
const usersWith = (api: unknown, access: unknown) =>
  ask(`${api}/v2/users`, { headers: { authorization: `Bearer ${access}` } });

describe('the consent', () => {
  it('first asks for the company, then who signs in, and shows what is asked for', async () => {
    const choice = await show();
    expect(choice.text).toContain('company=acme');
    expect(choice.text).toContain('company=globex');
    const page = await show({ company: 'acme' });
    expect(page.status).toBe(200);
    for (const text of [admin, 'api:users:read', 'value="allow"', 'value="deny"']) expect(page.text).toContain(text);
  });

  it('sends the code and the state back to the application', async () => {
    const reply = await decide();
    expect(reply.status).toBe(302);
    const back = location(reply);
    expect(back.origin + back.pathname).toBe('http://127.0.0.1:1/callback');
    expect(back.searchParams.get('tab')).toBe('gong');
    expect(back.searchParams.get('state')).toBe('state-1');
    expect(back.searchParams.get('code')).toMatch(/^[\w-]{32}$/);
  });

  it('sends a refusal back as access_denied', async () => {
    const back = location(await decide({ decision: 'deny' }));
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('state')).toBe('state-1');
    expect(back.searchParams.get('code')).toBeNull();
  });

  it('cannot be given by anyone but a technical administrator of that company', async () => {
    for (const changes of [{ userId: colleague }, { userId: '1' }, { company: 'globex' }]) {
      const reply = await decide(changes);
      expect(reply.status).toBe(403);
      expect(reply.text).toContain('technical administrator');
      expect(reply.text).toContain('error=access_denied');
      expect(reply.headers.get('refresh')).toContain('error=access_denied');
    }
  });

  it.each([
    [{ client_id: 'someone-else' }, 400],
    [{ redirect_uri: 'javascript:alert(1)' }, 400],
    [{ redirect_uri: '' }, 400],
    [{ company: 'nobody' }, 400],
  ])('is not even asked for when the request is bad: %j', async (changes, status) => {
    expect((await show(changes)).status).toBe(status);
  });

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: '' }, 'invalid_scope'],
    [{ scope: 'api:everything' }, 'invalid_scope'],
  ])('sends mistakes of the application back to it: %j', async (changes, error) => {
    expect(location(await show(changes)).searchParams.get('error')).toBe(error);
  });
});

describe('a token pair', () => {
  it.each(['query', 'form'] as const)('is had for a code, parameters in the %s', async (where) => {
    const { status, json } = await redeem(where);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      token_type: 'Bearer',
      expires_in: 86_400,
      scope,
      api_base_url_for_customer: `${running.url}/companies/acme`,
    });
    expect((await usersWith(json['api_base_url_for_customer'], json['access_token'])).status).toBe(200);
  });

  it('lives as long as validity_duration says', async () => {
    expect((await redeem('query', { validity_duration: '120' })).json['expires_in']).toBe(120);
    expect((await redeem('query', { validity_duration: 'long' })).json['error']).toBe('invalid_request');
  });

  it('is not had without the right client', async () => {
    const wrong = `Basic ${Buffer.from('gong-timeline:guess').toString('base64')}`;
    for (const authorization of [wrong, '']) {
      const reply = await token(
        { grant_type: 'authorization_code', code: 'x', redirect_uri: redirectUri },
        'query',
        authorization,
      );
      expect([reply.status, reply.json['error']]).toEqual([401, 'invalid_client']);
    }
  });

  it('is had once for a code, and only for the address it was asked for', async () => {
    const code = await codeFor();
    const parameters = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
    expect((await token(parameters)).status).toBe(200);
    expect((await token(parameters)).json['error']).toBe('invalid_grant');
    const other = { ...parameters, code: await codeFor(), redirect_uri: 'http://127.0.0.1:1/other' };
    expect((await token(other)).json['error']).toBe('invalid_grant');
  });

  it('is rotated by a refresh: the old refresh token is dead at once', async () => {
    const first = (await redeem()).json;
    const second = await refresh(first['refresh_token']);
    expect(second.json['refresh_token']).not.toBe(first['refresh_token']);
    const replay = await refresh(first['refresh_token']);
    expect(replay.status).toBe(400);
    expect(replay.json).toEqual({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' });
    expect((await refresh(second.json['refresh_token'])).status).toBe(200);
  });

  it('is not refreshed with an access token', async () => {
    expect((await refresh((await redeem()).json['access_token'])).json['error']).toBe('invalid_grant');
  });

  it('of one company is refused at another with 401', async () => {
    const { json } = await redeem();
    const reply = await usersWith(`${running.url}/companies/globex`, json['access_token']);
    expect(reply.status).toBe(401);
    expect(reply.json['requestId']).toBe(reply.headers.get('x-traceid'));
  });

  it('without the scope is refused with the status the specification documents for the path', async () => {
    const acme = await enter(running, 'acme', 'api:calls:read:basic');
    expect((await acme.get('/v2/users')).status).toBe(403);
    expect((await acme.post('/v2/calls/extensive', { filter: {} })).status).toBe(401);
    expect((await acme.get('/v2/calls')).status).toBe(200);
  });
});

describe('the control of tokens', () => {
  const control = (action: string) => send(`${running.url}/simulator/companies/acme/${action}`, 'POST', {});

  it('lets access tokens run out while refresh tokens stay good', async () => {
    const { json } = await redeem();
    await control('tokens/expire');
    expect((await usersWith(json['api_base_url_for_customer'], json['access_token'])).status).toBe(401);
    const fresh = (await refresh(json['refresh_token'])).json;
    expect((await usersWith(fresh['api_base_url_for_customer'], fresh['access_token'])).status).toBe(200);
  });

  it('revokes a grant with all its tokens, and consent can be given again', async () => {
    const { json } = await redeem();
    await control('grant/revoke');
    expect((await usersWith(json['api_base_url_for_customer'], json['access_token'])).status).toBe(401);
    expect((await refresh(json['refresh_token'])).json['error']).toBe('invalid_grant');
    expect((await redeem()).status).toBe(200);
  });

  it('counts refreshes and refusals', async () => {
    await send(`${running.url}/simulator/stats/reset`, 'POST', {});
    const { json } = await redeem();
    await refresh(json['refresh_token']);
    await refresh(json['refresh_token']);
    const stats = (await ask(`${running.url}/simulator/stats`)).json['companies'];
    expect(stats).toMatchObject({
      acme: { tokenExchanges: 1, tokenRefreshes: 1, tokenRefusals: 1, maxConcurrentRefreshes: 1 },
    });
  });

  it('sees refreshes that overlap, however fast each of them is', async () => {
    await send(`${running.url}/simulator/stats/reset`, 'POST', {});
    const path = '/oauth2/generate-customer-token';
    const { json } = await redeem();
    await send(`${running.url}/simulator/faults`, 'POST', { kind: 'slow', path, delayMs: 100, times: 2 });
    // Over connections that are open already: what is sent at once arrives at once, however busy the machine is.
    await Promise.all([show(), show()]);
    const replies = await Promise.all([refresh(json['refresh_token']), refresh(json['refresh_token'])]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 400]);
    const { companies } = (await ask(`${running.url}/simulator/stats`)).json;
    expect(companies['acme']['maxConcurrentRefreshes']).toBe(2);
  });
});
