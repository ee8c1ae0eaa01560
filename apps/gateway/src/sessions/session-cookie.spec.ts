import { clearCookie, readCookie, sessionCookie, setCookie, ssoCookie } from './session-cookie';

const tls = sessionCookie(new URL('https://timeline.example.com'));
const plain = sessionCookie(new URL('http://127.0.0.1:4000'));
const secret = 'x'.repeat(43);

describe('the session cookie', () => {
  it('is bound to this host and to TLS where that is served', () => {
    expect(setCookie(tls, secret, 3_600_000)).toBe(
      `__Host-gtl_session=${secret}; Max-Age=3600; Path=/; Secure; HttpOnly; SameSite=Lax`,
    );
    expect(clearCookie(tls)).toBe('__Host-gtl_session=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax');
    expect(ssoCookie(new URL('https://timeline.example.com')).name).toBe('__Host-gtl_sso');
  });

  it('has a plain name on loopback over http, where browsers refuse the other', () => {
    expect(setCookie(plain, secret, 1_000)).toBe(`gtl_session=${secret}; Max-Age=1; Path=/; HttpOnly; SameSite=Lax`);
  });

  it.each([
    ['none', undefined],
    ['another', `a=b; other_gtl_session=${secret}`],
    ['the plain one where TLS is served', `gtl_session=${secret}`],
    ['an empty one', '__Host-gtl_session='],
    ['one of another shape', `__Host-gtl_session=${'x'.repeat(44)}`],
    ['two of its name', `__Host-gtl_session=${secret}; __Host-gtl_session=${'y'.repeat(43)}`],
  ])('is not read from %s', (_, cookie) => {
    expect(readCookie(tls, cookie === undefined ? {} : { cookie })).toBeNull();
  });

  it('is read among others', () => {
    expect(readCookie(tls, { cookie: `a=b; __Host-gtl_session=${secret}; c=d` })).toBe(secret);
  });
});
