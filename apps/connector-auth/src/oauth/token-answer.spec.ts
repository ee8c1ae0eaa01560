import { readTokenAnswer } from './token-answer';

const gong = {
  access_token: 'at_x',
  refresh_token: 'rt_y',
  token_type: 'Bearer',
  expires_in: 86_399,
  scope: 'api:calls:read:basic api:users:read',
  api_base_url_for_customer: 'https://us-40112.api.gong.io',
};

describe('readTokenAnswer', () => {
  it('reads the answer that Gong gives', () => {
    expect(readTokenAnswer(gong)).toEqual({
      grant: {
        accessToken: 'at_x',
        refreshToken: 'rt_y',
        lifeMs: 86_399_000,
        scope: 'api:calls:read:basic api:users:read',
        apiBaseUrl: 'https://us-40112.api.gong.io',
      },
    });
  });

  it.each([{ access_token: 'at_x' }, { access_token: 'at_x', refresh_token: null, expires_in: null, scope: null }])(
    'does without all but the access token, so that a rotated pair is not lost: %j',
    (answer) => {
      expect(readTokenAnswer(answer)).toEqual({
        grant: { accessToken: 'at_x', refreshToken: null, lifeMs: 86_400_000, scope: null, apiBaseUrl: null },
      });
    },
  );

  it.each([0, -1, '86399', 1e300, {}])(
    'takes a life that cannot be one for not said, so that the pair is not lost: %j',
    (life) => {
      expect(readTokenAnswer({ ...gong, expires_in: life })).toMatchObject({
        grant: { accessToken: 'at_x', refreshToken: 'rt_y', lifeMs: 86_400_000 },
      });
    },
  );

  it.each([
    ['no access token', { ...gong, access_token: undefined }, 'access_token'],
    ['an empty access token', { ...gong, access_token: '' }, 'access_token'],
    ['an access token that is a number', { ...gong, access_token: 17 }, 'access_token'],
    ['a page in place of JSON', '<html>', 'the answer'],
    ['a list', [gong], 'the answer'],
    ['nothing', null, 'the answer'],
  ])('names the field when there is %s', (_what, body, field) => {
    const reading = readTokenAnswer(body);
    expect(reading).toEqual({ problem: expect.stringMatching(new RegExp(`^${field}: `)) });
    expect(JSON.stringify(reading)).not.toContain('rt_y');
  });
});
