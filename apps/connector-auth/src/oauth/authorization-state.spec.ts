import { randomBytes } from 'node:crypto';
import { hashOfState, newState, refusalOfState, type StoredState } from './authorization-state';

const now = new Date('2026-03-03T10:00:00Z');
const stored: StoredState = {
  connectionId: 'c-1',
  actorId: 'ana',
  expiresAt: new Date(now.getTime() + 1),
  usedAt: null,
};

describe('refusalOfState', () => {
  it('lets the admin who began complete in time', () => {
    expect(refusalOfState(stored, 'ana', now)).toBeNull();
  });

  it.each([
    ['unknown', undefined, 'ana', /not begun here/],
    ['of another admin', stored, 'bob', /begun by another admin/],
    ['used', { ...stored, usedAt: now }, 'ana', /works once/],
    ['late by the millisecond', { ...stored, expiresAt: now }, 'ana', /longer than ten minutes/],
    ['of another admin and used', { ...stored, usedAt: now }, 'bob', /begun by another admin/],
  ])('refuses a state that is %s', (_what, state, actorId, words) => {
    expect(refusalOfState(state, actorId, now)).toMatch(words);
  });
});

describe('a state', () => {
  it('is 32 random bytes that fit into an address as they are', () => {
    const state = newState(randomBytes);
    expect(Buffer.from(state, 'base64url')).toHaveLength(32);
    expect(encodeURIComponent(state)).toBe(state);
    expect(newState(randomBytes)).not.toBe(state);
  });

  it('is stored as a hash that does not hold it', () => {
    expect(hashOfState('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
