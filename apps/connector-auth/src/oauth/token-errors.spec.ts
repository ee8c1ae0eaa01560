import { errorTexts, kindOfFailure, wordsOf } from './token-errors';

describe('kindOfFailure', () => {
  it.each([
    [400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 'grant-invalid'],
    [401, { error: 'invalid_grant' }, 'grant-invalid'],
    [400, { requestId: '1', errors: ['Refresh token code is invalid'] }, 'grant-invalid'],
    [401, { error: 'invalid_client' }, 'client-refused'],
    [400, { error: 'invalid_client' }, 'client-refused'],
    [400, { error: 'unauthorized_client' }, 'client-refused'],
    [400, { error: 'invalid_request' }, 'client-refused'],
    [401, null, 'client-refused'],
    [403, { errors: ['Access denied'] }, 'client-refused'],
    [400, { errors: ['something else'] }, 'unavailable'],
    [404, null, 'unavailable'],
    [429, { errors: ['limit'] }, 'unavailable'],
    [500, { error: 'invalid_grant' }, 'unavailable'],
    [503, 'a page', 'unavailable'],
    [302, null, 'unavailable'],
  ])('of %i with %j is %s', (status, body, kind) => {
    expect(kindOfFailure(status, errorTexts(body))).toBe(kind);
  });
});

describe('wordsOf', () => {
  it('tells status and what Gong said', () => {
    expect(wordsOf(400, ['invalid_grant', 'Token has been expired or revoked.'], [])).toBe(
      'Gong answered 400 (invalid_grant: Token has been expired or revoked.)',
    );
    expect(wordsOf(503, [], [])).toBe('Gong answered 503');
  });

  it('never repeats a secret that Gong repeats', () => {
    expect(wordsOf(400, ['code rt_1 of rt_1 is bad for s3cret'], ['rt_1', 's3cret'])).toBe(
      'Gong answered 400 (code [removed] of [removed] is bad for [removed])',
    );
  });

  it('is one short line', () => {
    const words = wordsOf(400, ['a\r\nb\u0000\u2028c', 'x'.repeat(1000)], []);
    expect(words).toMatch(/^Gong answered 400 \(a b c: x+\)$/);
    expect(words.length).toBeLessThan(230);
  });
});
