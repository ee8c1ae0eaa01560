import { randomBytes } from 'node:crypto';
import { readTokenKeys } from './token-keys';

const SAME = '8f1d5a0c77e2b946d3580f6a9bc41e27f0a35d68127b9ce4410d86fb5e39a2c7';
const key = (id: string, bytes: Buffer = randomBytes(32)): string => `${id}:${bytes.toString('base64')}`;
const problemOf = (text: string): string => {
  const reading = readTokenKeys(text);
  return 'problem' in reading ? reading.problem : 'none';
};

describe('readTokenKeys', () => {
  it('seals with the first key and opens with all of them', () => {
    const reading = readTokenKeys(`${key('2027')}, ${key('2026')}`);
    if (!('keys' in reading)) throw new Error(reading.problem);
    expect(reading.keys.sealing.id).toBe('2027');
    expect([...reading.keys.byId.keys()]).toEqual(['2027', '2026']);
    expect(reading.keys.sealing.bytes).toHaveLength(32);
  });

  it.each([
    ['an empty text', '', /expected <key-id>:<base64 of 32 bytes>/],
    ['a key without an id', randomBytes(32).toString('base64'), /expected <key-id>/],
    ['an odd key id', key('my key!'), /key id must be/],
    ['a key that is not base64', 'k1:not base64 at all!', /"k1" is not base64/],
    ['a short key', key('k1', randomBytes(16)), /"k1" holds 16 bytes, expected 32/],
    ['a long key', key('k1', randomBytes(48)), /"k1" holds 48 bytes, expected 32/],
    ['a key of zeros', key('k1', Buffer.alloc(32)), /"k1" is an example/],
    ['a key of one byte repeated', key('k1', Buffer.alloc(32, 0xa5)), /"k1" is an example/],
    ['a key of two bytes repeated', key('k1', Buffer.from('a1b2'.repeat(16), 'hex')), /"k1" is an example/],
    ['a key that counts', key('k1', Buffer.from([...Array(32).keys()])), /"k1" is an example/],
    ['a key that counts down', key('k1', Buffer.from([...Array(32).keys()].reverse())), /"k1" is an example/],
    ['a typed text', key('k1', Buffer.from('0123456789abcdefghijklmnopqrstuv')), /"k1" is an example/],
    ['one key id twice', `${key('k1')},${key('k1')}`, /"k1" is there twice/],
    [
      'one key under two ids',
      [0, 1].map((id) => key(`k${id}`, Buffer.from(SAME, 'hex'))).join(),
      /"k0" and "k1" are one/,
    ],
    ['the placeholder of docker/env.example', 'key-1:<key>', /"key-1" is not base64/],
    ['a trailing comma', `${key('k1')},`, /key 2: expected/],
  ])('refuses %s', (_what, text, expected) => {
    expect(problemOf(text)).toMatch(expected);
  });

  it('says how to make a key', () => {
    expect(problemOf('')).toContain('randomBytes(32)');
  });

  it('never repeats the bytes of a key', () => {
    const short = randomBytes(31).toString('base64');
    expect(problemOf(`k1:${short}`)).not.toContain(short);
    expect(problemOf(short)).not.toContain(short);
  });
});
