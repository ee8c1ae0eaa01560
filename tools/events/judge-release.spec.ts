import { TOPICS } from '@gong-timeline/contracts';
import Ajv from 'ajv/dist/2020';
import fc from 'fast-check';
import { findRoot } from '../stack/find-root';
import { eventsOf } from './events-of';
import { judgeRelease } from './judge-release';
import { type Release, readReleases, releaseNow } from './released';

const TOPIC = 'timeline.activity';
const { release } = TOPICS[TOPIC];
const released = readReleases(findRoot(__dirname), TOPIC);
const now = releaseNow(TOPIC);

describe('the released schemas of timeline.activity (X1)', () => {
  it('hold what the contracts say now, under the number that events name', () => {
    expect(judgeRelease(release, now, released)).toEqual({ faults: [], isReleased: true });
    for (const [number, schemas] of released) {
      expect(schemas.get('timeline.activity-created.v1.json')?.$id).toBe(
        `urn:gong-timeline:${TOPIC}:${number}:timeline.activity-created.v1`,
      );
    }
  });

  const pairs = [...released].flatMap(([number, schemas]) =>
    [...schemas].map(([name, old]) => [name, number, old] as const),
  );
  it.each(pairs)('of %s: events of now are valid for readers of %s, and theirs for readers of now', (name, _, old) => {
    const current = now.get(name) ?? {};
    const ajv = () => new Ajv({ strict: false, validateFormats: false });
    const [validNow, validThen] = [ajv().compile(current), ajv().compile(old)];
    fc.assert(
      fc.property(eventsOf(old), (event) => validNow(event)),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(eventsOf(current), (event) => validThen(event)),
      { numRuns: 100 },
    );
    for (const example of (current.examples ?? []) as unknown[]) expect(validThen(example)).toBe(true);
  });
});

describe('a release (X1)', () => {
  const text = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } };
  const more = { ...text, properties: { ...text.properties, b: { type: 'string' } } };
  const less = { type: 'object', required: [], properties: {} };
  const of = (schema: object): Release => new Map([['event.json', schema as never]]);

  it('is taken under a new number when it only adds, and is then the same for good', () => {
    const before = new Map([['1.0.0', of(text)]]);
    expect(judgeRelease('1.1.0', of(more), before)).toEqual({ faults: [], isReleased: false });
    const after = new Map([...before, ['1.1.0', of(more)]]);
    expect(judgeRelease('1.1.0', of(more), after)).toEqual({ faults: [], isReleased: true });
  });

  it('is refused under the number of another, and under one that is older than what is released', () => {
    const before = new Map([
      ['1.9.0', of(text)],
      ['1.10.0', of(text)],
    ]);
    expect(judgeRelease('1.10.0', of(more), before).faults).toEqual([
      '1.10.0 is released and differs: raise `release` in topics.ts',
    ]);
    expect(judgeRelease('1.9.1', of(more), before).faults).toEqual(['1.9.1 is older than 1.10.0, which is released']);
  });

  it('is refused when it breaks any release, not just the last, and says for whom', () => {
    const before = new Map([
      ['1.0.0', of(more)],
      ['1.1.0', of(text)],
    ]);
    const reused = { ...text, properties: { ...text.properties, b: { type: 'boolean' } } };
    expect(judgeRelease('1.2.0', of(reused), before).faults).toEqual([
      'event.json: a reader of 1.0.0 breaks: b is boolean, where string is expected',
      'event.json: events of 1.0.0 are not taken: b is string, where boolean is expected',
    ]);
    expect(judgeRelease('1.2.0', of(less), before).faults).toEqual([
      'event.json: a reader of 1.0.0 breaks: a may be missing, where it is required',
      'event.json: a reader of 1.1.0 breaks: a may be missing, where it is required',
    ]);
  });

  it('is refused when an event that was released is gone', () => {
    expect(judgeRelease('2.0.0', new Map(), new Map([['1.0.0', of(text)]])).faults).toEqual([
      'event.json was released with 1.0.0 and is gone',
    ]);
  });
});
