import { authorizeUrl, redirectUriOf } from './authorize-url';
import { missingScopes, NEEDED_SCOPES, parseScopes } from './scopes';

const request = {
  page: 'https://app.gong.io/oauth2/authorize',
  clientId: 'client 1',
  redirectUri: 'https://cs.example/api/oauth/gong/callback',
  scopes: ['api:calls:read:basic', 'api:users:read'],
  state: 'a-b_c',
};

describe('authorizeUrl', () => {
  it('carries what Gong documents, blanks as %20', () => {
    const url = authorizeUrl(request);
    expect(url).toContain('scope=api%3Acalls%3Aread%3Abasic%20api%3Ausers%3Aread');
    expect(url).not.toContain('+');
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      client_id: 'client 1',
      response_type: 'code',
      scope: 'api:calls:read:basic api:users:read',
      redirect_uri: 'https://cs.example/api/oauth/gong/callback',
      access_type: 'offline',
      state: 'a-b_c',
    });
  });

  it('keeps the query of an address that has one', () => {
    expect(authorizeUrl({ ...request, page: 'http://127.0.0.1:4010/authorize?company=7' })).toMatch(
      /^http:\/\/127\.0\.0\.1:4010\/authorize\?company=7&client_id=/,
    );
  });
});

describe('redirectUriOf', () => {
  it.each(['https://cs.example', 'https://cs.example/'])('is below %s', (publicUrl) => {
    expect(redirectUriOf(publicUrl)).toBe('https://cs.example/api/oauth/gong/callback');
  });
});

describe('scopes', () => {
  it('are read whether blanks or commas separate them', () => {
    expect(parseScopes(' a:b  c:d,e:f, a:b ')).toEqual(['a:b', 'c:d', 'e:f']);
    expect(parseScopes('')).toEqual([]);
  });

  it('that are missing are named', () => {
    expect(missingScopes(NEEDED_SCOPES)).toEqual([]);
    expect(missingScopes(['api:users:read', 'api:calls:read:basic', 'api:logs:read'])).toEqual([
      'api:calls:read:extensive',
      'api:calls:read:media-url',
    ]);
  });
});
