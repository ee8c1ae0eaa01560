import { decodeCursor, encodeCursor } from './page-cursor';

const scope = ['listActivities', 'acme', null];
const shapes = [/^[0-9-]+$/, /^[a-z]+$/];
const cursor = encodeCursor(scope, ['2026-03-03', 'abc']);

describe('a page cursor', () => {
  it('gives back to its own list the key it was made of', () => {
    expect(decodeCursor(scope, cursor, shapes)).toEqual(['2026-03-03', 'abc']);
    expect(decodeCursor(['listActivities', 'acme', undefined], cursor, shapes)).toEqual(['2026-03-03', 'abc']);
  });

  it.each([
    ['another tenant', ['listActivities', 'other', null]],
    ['another list', ['listJobs', 'acme', null]],
    ['other filters', ['listActivities', 'acme', 'Failed']],
    ['a list with the same words cut elsewhere', ['listActivities', 'acme']],
  ])('is refused by %s', (_whom, other) => {
    expect(decodeCursor(other, cursor, shapes)).toBeNull();
  });

  it.each([
    'x',
    '',
    'bm90IGpzb24',
    Buffer.from('{}').toString('base64url'),
    Buffer.from('[1,2]').toString('base64url'),
  ])('is refused when it is not one of ours: %j', (text) => {
    expect(decodeCursor(scope, text, shapes)).toBeNull();
  });

  it('is refused when a part is not of its shape', () => {
    expect(decodeCursor(scope, encodeCursor(scope, ['2026-03-03', 'ABC']), shapes)).toBeNull();
    expect(decodeCursor(scope, encodeCursor(scope, ['2026-03-03']), shapes)).toBeNull();
    expect(decodeCursor(scope, encodeCursor(scope, ['2026-03-03', 'abc', 'd']), shapes)).toBeNull();
  });
});
