import { requestHeadersToPass, responseHeadersToPass } from './pass-headers';

describe('headers that are passed on', () => {
  it('tell the owner of the content, and nothing that the caller claims to be', () => {
    const sent = {
      accept: 'application/json',
      'content-type': 'application/json',
      'content-length': '2',
      authorization: 'Bearer x',
      cookie: 'a=b',
      host: 'public.example',
      'x-tenant-id': 'other',
      'x-actor-id': 'root',
      'x-actor-role': 'service',
      'x-forwarded-for': '10.0.0.1',
      connection: 'keep-alive',
      'transfer-encoding': 'chunked',
      'proxy-authorization': 'x',
      te: 'trailers',
    };
    expect(requestHeadersToPass(sent, true)).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'content-length': '2',
    });
  });

  it('tell the owner which state the caller saw, and that it may have asked before; tell the caller the like (X2)', () => {
    const sent = { 'if-match': '"1"', 'idempotency-key': '8e03978e-40d5-43dd-bc93-6894a57f9324' };
    expect(requestHeadersToPass(sent, false)).toEqual(sent);
    const answered = {
      etag: '"2"',
      'idempotency-replayed': 'true',
      deprecation: '@1',
      sunset: 'x',
      'retry-after': '1',
    };
    expect(responseHeadersToPass(answered)).toEqual(answered);
  });

  it('tell the owner of the type of an empty file, too, not of a length that is not passed on', () => {
    const sent = { 'content-type': 'text/csv', 'content-length': '0', 'content-encoding': 'identity' };
    expect(requestHeadersToPass(sent, false)).toEqual({ 'content-type': 'text/csv' });
  });

  it('leave out what is of one connection, also what the connection names, and what only the gateway says', () => {
    const answered = {
      'content-type': 'application/json',
      etag: '"1"',
      connection: 'close, X-Hop',
      'x-hop': '1',
      'keep-alive': 'timeout=5',
      'transfer-encoding': 'chunked',
      trailer: 'x',
      upgrade: 'h2c',
      'set-cookie': ['a=b'],
      server: 'x',
      'x-request-id': 'theirs',
    };
    expect(responseHeadersToPass(answered)).toEqual({ 'content-type': 'application/json', etag: '"1"' });
  });
});
