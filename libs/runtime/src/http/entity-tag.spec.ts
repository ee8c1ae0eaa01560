import { entityTag, readIfMatch, refuseStale } from './entity-tag';

const tag = entityTag({ a: 1, b: [{ c: null }] });
const codeOf = (ifMatch: string | null, is: string | null, more: object = {}): string => {
  try {
    refuseStale(ifMatch, { is, ...more });
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('an entity tag (X2)', () => {
  it('is strong, and the same for the same state whatever the order of its keys', () => {
    expect(tag).toMatch(/^"[A-Za-z0-9_-]{22}"$/);
    expect(entityTag({ b: [{ c: null }], a: 1 })).toBe(tag);
    expect(entityTag({ a: 1, b: [{ c: null }], d: undefined })).toBe(tag);
    expect(entityTag({ a: 1, b: [{ c: 0 }] })).not.toBe(tag);
    expect(entityTag({ a: 2, b: [{ c: null }] })).not.toBe(tag);
  });
});

describe('a change of what two may edit (X2)', () => {
  it.each([
    ['the state that is there', tag, tag, 'taken'],
    ['one of several states, of which one is there', `"x", ${tag}`, tag, 'taken'],
    ['whatever is there', '*', tag, 'taken'],
    ['another state', '"x"', tag, 'precondition.failed'],
    ['a weak tag, which proves nothing', `W/${tag}`, tag, 'precondition.failed'],
    ['a state of what is not there', tag, null, 'precondition.failed'],
    ['whatever is there, and nothing is', '*', null, 'precondition.failed'],
    ['no state', null, tag, 'precondition.required'],
  ])('that names %s', (_, ifMatch, current, becomes) => {
    expect(codeOf(ifMatch, current)).toBe(becomes);
  });

  it('need not name a state while nothing was saved, yet is held to one that it names', () => {
    expect(codeOf(null, tag, { saved: false })).toBe('taken');
    expect(codeOf('"x"', tag, { saved: false })).toBe('precondition.failed');
  });

  it('passes when it leaves the state as it is: it may be the same request again', () => {
    expect(codeOf('"x"', tag, { becomes: tag })).toBe('taken');
    expect(codeOf(null, tag, { becomes: tag })).toBe('taken');
    expect(codeOf('"x"', tag, { becomes: '"y"' })).toBe('precondition.failed');
  });

  it('is told the newest tag when it is refused', () => {
    expect(() => refuseStale('"x"', { is: tag })).toThrow(expect.objectContaining({ headers: { etag: tag } }));
  });

  it.each(['x', '"', '"a" "b"', 'W/x', ''])('is refused when its If-Match is not one: %j', (said) => {
    expect(() => readIfMatch(said)).toThrow('header.if-match expected the ETag');
  });
});
