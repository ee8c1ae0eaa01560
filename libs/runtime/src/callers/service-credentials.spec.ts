import { lendAccessToken, listActivityTypes, OPERATIONS, whoAmI } from '@gong-timeline/contracts';
import { mayCallFor } from './may-call-for';
import { ServiceCredentials } from './service-credentials';
import { newServiceKey, publicServiceKey } from './service-keys';

const NOW = new Date('2026-03-01T12:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const ingest = newServiceKey();
const auth = newServiceKey();
const listed = `connector-auth:${auth.publicKey},gong-ingest:${ingest.publicKey}`;
const ofIngest = (all = listed, own = ingest.privateKey) =>
  ServiceCredentials.of('gong-ingest', { SERVICE_KEY: own, SERVICE_KEYS: all });
const ofAuth = (all = listed) =>
  ServiceCredentials.of('connector-auth', { SERVICE_KEY: auth.privateKey, SERVICE_KEYS: all });

describe('how our services know each other (X3)', () => {
  it('knows a caller by the signature of its own key', () => {
    expect(ofAuth().callerOf(ofIngest().bearerFor('connector-auth', NOW), NOW)).toBe('gong-ingest');
  });

  it('takes a pass for a minute, give or take what clocks may differ by', () => {
    const pass = ofIngest().bearerFor('connector-auth', NOW);
    expect(ofAuth().callerOf(pass, later(85))).toBe('gong-ingest');
    expect(ofAuth().callerOf(pass, later(91))).toBeNull();
    expect(ofAuth().callerOf(pass, later(-31))).toBeNull();
  });

  it('takes a pass again without proving its signature anew, no longer than it holds, and no other beside it', () => {
    const [caller, owner] = [ofIngest(), ofAuth()];
    const pass = caller.bearerFor('connector-auth', NOW);
    expect([NOW, later(20)].map((at) => owner.callerOf(pass, at))).toEqual(['gong-ingest', 'gong-ingest']);
    expect([later(91), later(-31)].map((at) => owner.callerOf(pass, at))).toEqual([null, null]);
    expect(owner.callerOf(`${pass.slice(0, -4)}AAAA`, NOW)).toBeNull();
    const elsewhere = caller.bearerFor('timeline-writer', NOW);
    expect([NOW, NOW].map((at) => owner.callerOf(elsewhere, at))).toEqual([null, null]);
  });

  it('renews its pass before it runs out', () => {
    const caller = ofIngest();
    const first = caller.bearerFor('connector-auth', NOW);
    expect(caller.bearerFor('connector-auth', later(20))).toBe(first);
    expect(caller.bearerFor('connector-auth', later(31))).not.toBe(first);
  });

  it('refuses a pass for another service, of somebody unknown, changed, cut, or of another kind', () => {
    const pass = ofIngest().bearerFor('connector-auth', NOW);
    const [payload = '', signature = ''] = pass.slice(4).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...claims, iss: 'gateway' })).toString('base64url');
    const stranger = newServiceKey();
    const theirs = ofIngest(listed.replace(ingest.publicKey, stranger.publicKey), stranger.privateKey);
    const refused = [
      ofIngest().bearerFor('timeline-writer', NOW),
      theirs.bearerFor('connector-auth', NOW),
      `gts_${changed}.${signature}`,
      `gts_${payload}.`,
      `gts_${payload}`,
      `${pass}.x`,
      payload,
      'gts_e30.AAAA',
      'gts_bnVsbA.AAAA',
      '',
    ];
    expect(refused.map((text) => ofAuth().callerOf(text, NOW))).toEqual(refused.map(() => null));
    expect(ofAuth().callerOf(null, NOW)).toBeNull();
  });

  it('replaces a key without downtime: two public keys of one service are accepted meanwhile', () => {
    const next = newServiceKey();
    const both = `${listed},gong-ingest:${next.publicKey}`;
    const after = both.replace(`gong-ingest:${ingest.publicKey},`, '');
    const old = ofIngest(both).bearerFor('connector-auth', NOW);
    const young = ofIngest(both, next.privateKey).bearerFor('connector-auth', NOW);
    expect([old, young].map((pass) => ofAuth(both).callerOf(pass, NOW))).toEqual(['gong-ingest', 'gong-ingest']);
    expect([old, young].map((pass) => ofAuth(after).callerOf(pass, NOW))).toEqual([null, 'gong-ingest']);
  });

  it.each([
    ['no key at all', {}, 'SERVICE_KEY is missing'],
    ['a key without the others', { SERVICE_KEY: auth.privateKey }, 'SERVICE_KEYS is missing'],
    ['a short key', { SERVICE_KEY: 'c2hvcnQ', SERVICE_KEYS: listed }, 'SERVICE_KEY is not valid: expected 32 bytes'],
    ['zeros', { SERVICE_KEY: 'A'.repeat(43), SERVICE_KEYS: listed }, 'SERVICE_KEY is an example'],
    [
      'a public key that is an example',
      { SERVICE_KEY: auth.privateKey, SERVICE_KEYS: `gateway:${'A'.repeat(43)}` },
      'that of gateway is an example',
    ],
    [
      'an unknown service',
      { SERVICE_KEY: auth.privateKey, SERVICE_KEYS: `nobody:${auth.publicKey}` },
      'entry 1 is not',
    ],
    [
      'a key of two services',
      { SERVICE_KEY: auth.privateKey, SERVICE_KEYS: `${listed},gateway:${auth.publicKey}` },
      'the same key',
    ],
    ['a list without its own', { SERVICE_KEY: ingest.privateKey, SERVICE_KEYS: listed }, 'lacks the public part'],
  ])('stops the start with %s', (_, variables, why) => {
    expect(() => ServiceCredentials.of('connector-auth', variables)).toThrow(why);
  });

  it('derives the public part of a key', () => {
    expect(publicServiceKey(auth.privateKey)).toBe(auth.publicKey);
  });
});

describe('what a service may call (X3)', () => {
  it('lets the gateway act for people, and nobody else', () => {
    expect(mayCallFor('gateway', 'admin', whoAmI)).toBe(true);
    expect(mayCallFor('gong-ingest', 'admin', whoAmI)).toBe(false);
    expect(mayCallFor('gong-ingest', 'operator', whoAmI)).toBe(false);
  });

  it('lends a token of Gong to gong-ingest alone', () => {
    expect(mayCallFor('gong-ingest', 'service', lendAccessToken)).toBe(true);
    expect(mayCallFor('timeline-writer', 'service', lendAccessToken)).toBe(false);
    expect(mayCallFor('gateway', 'service', lendAccessToken)).toBe(false);
    expect(mayCallFor('gateway', 'admin', lendAccessToken)).toBe(false);
  });

  it('lets a service call what names it', () => {
    expect(mayCallFor('gong-ingest', 'service', listActivityTypes)).toBe(true);
    expect(mayCallFor('execution-log', 'service', listActivityTypes)).toBe(false);
  });

  it('has a caller for every operation between services', () => {
    const nobodys = OPERATIONS.filter(({ access, callers = [] }) => access === 'service' && callers.length === 0);
    expect(nobodys.map(({ operationId }) => operationId)).toEqual([]);
  });
});
