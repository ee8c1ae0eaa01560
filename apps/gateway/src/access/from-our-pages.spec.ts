import { ownOrigins, refuseForgery } from './from-our-pages';

const origins = ownOrigins(new URL('https://timeline.example.com/'));
const ours = {
  'sec-fetch-site': 'same-origin',
  origin: 'https://timeline.example.com',
  'x-requested-with': 'gong-timeline',
};
const verdict = (headers: Record<string, string>, byCookie = true): string => {
  try {
    refuseForgery(headers, { origins, byCookie });
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const without = (name: keyof typeof ours): Record<string, string> =>
  Object.fromEntries(Object.entries(ours).filter(([key]) => key !== name));

describe('requests that change something with a cookie', () => {
  it.each([
    ['of our own page', ours],
    ['of a browser that does not tell Sec-Fetch-Site', without('sec-fetch-site')],
    ['of a browser that does not tell Origin', without('origin')],
  ])('are taken: %s', (_, headers) => expect(verdict(headers)).toBe('taken'));

  it.each([
    ['from another site', { ...ours, 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour below the same domain', { ...ours, 'sec-fetch-site': 'same-site' }],
    ['from the address bar', { ...ours, 'sec-fetch-site': 'none' }],
    ['with another origin', { ...ours, origin: 'https://evil.example' }],
    ['with our origin over http', { ...ours, origin: 'http://timeline.example.com' }],
    ['with an origin of which ours is the beginning', { ...ours, origin: 'https://timeline.example.com.evil.example' }],
    ['with the origin of a sandbox', { ...ours, origin: 'null' }],
    ['that do not say where they come from', { 'x-requested-with': 'gong-timeline' }],
    ['without our header, as a form sends them', without('x-requested-with')],
    ['with the header of something else', { ...ours, 'x-requested-with': 'XMLHttpRequest' }],
  ])('are refused: %s', (_, headers) => expect(verdict(headers)).toBe('auth.forgery'));

  it('without a cookie need no header, yet may come from no other site: nobody is signed in by somebody else', () => {
    expect(verdict({}, false)).toBe('taken');
    expect(verdict(without('x-requested-with'), false)).toBe('taken');
    expect(verdict({ 'sec-fetch-site': 'cross-site' }, false)).toBe('auth.forgery');
    expect(verdict({ origin: 'https://evil.example' }, false)).toBe('auth.forgery');
  });

  it('may name a loopback address in any of its ways, with its port', () => {
    const local = ownOrigins(new URL('http://127.0.0.1:4000'));
    expect([...local].sort()).toEqual(['http://127.0.0.1:4000', 'http://[::1]:4000', 'http://localhost:4000']);
  });
});
