import type { Cursor } from './cursor';
import { Cursors } from './cursor';

const nowMs = Date.parse('2026-03-31T18:00:00Z');
const cursor: Cursor = {
  company: 'acme',
  request: 'digest',
  total: 215,
  pageNumber: 1,
  afterMicros: 1_772_000_000_123_456,
  afterId: '7022652889306584427',
  repeats: ['6318540972213406518'],
  expiresAtMs: nowMs + 3_600_000,
};
const cursors = new Cursors('seed');

describe('cursors', () => {
  it('are HS256 JWTs with the members seen in real ones, ids exact', () => {
    const [header = '', payload = ''] = cursors.write(cursor).split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'HS256' });
    expect(Buffer.from(payload, 'base64url').toString()).toMatch(
      /^{"callId":7022652889306584427,"total":215,"pageNumber":1,"pageSize":100,"time":"[^"]+","exp":\d+/,
    );
    expect(cursors.read(cursors.write(cursor), 'acme', 'digest', nowMs)).toEqual(cursor);
  });

  it('expire at the moment the first page fixed', () => {
    const text = cursors.write(cursor);
    expect(() => cursors.read(text, 'acme', 'digest', nowMs + 3_599_999)).not.toThrow();
    expect(() => cursors.read(text, 'acme', 'digest', nowMs + 3_600_000)).toThrow(/cursor has expired/);
  });

  it.each([
    ['changed', (text: string) => `${text.slice(0, -3)}abc`],
    ['cut', (text: string) => text.slice(0, 40)],
    ['lengthened', (text: string) => `${text}.x`],
    ['made up', () => 'eyJhbGciOiJIUzI1NiJ9.eyJvcGFxdWUiOnRydWV9.c2ln'],
    ['of another seed', () => new Cursors('other').write(cursor)],
  ])('that were %s cannot be verified', (_, spoil) => {
    expect(() => cursors.read(spoil(cursors.write(cursor)), 'acme', 'digest', nowMs)).toThrow(
      'Failed to verify cursor',
    );
  });

  it('continue neither another request nor another company', () => {
    const text = cursors.write(cursor);
    expect(() => cursors.read(text, 'acme', 'other filter', nowMs)).toThrow('Failed to verify cursor');
    expect(() => cursors.read(text, 'globex', 'digest', nowMs)).toThrow('Failed to verify cursor');
  });
});
