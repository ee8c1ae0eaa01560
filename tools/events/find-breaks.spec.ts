import { activityCreated, activityRetracted, jsonSchemaOf } from '@gong-timeline/contracts';
import Ajv from 'ajv/dist/2020';
import fc from 'fast-check';
import { eventsOf } from './events-of';
import { findBreaks, type Schema } from './find-breaks';

const clone = (schema: Schema) => JSON.parse(JSON.stringify(schema)) as Mutable;
interface Mutable {
  [word: string]: unknown;
  properties: Record<string, Mutable>;
  required: string[];
  items: Mutable;
  anyOf: Mutable[];
}
const released = jsonSchemaOf(activityCreated);
const changed = (change: (schema: Mutable) => void, from: Schema = released): Schema => {
  const schema = clone(from);
  change(schema);
  return schema;
};
const oldReader = (next: Schema, from = released) => findBreaks(next, from).map(({ at, what }) => `${at} ${what}`);
const newReader = (next: Schema, from = released) => findBreaks(from, next).map(({ at, what }) => `${at} ${what}`);

describe('what may change in a public event (X1)', () => {
  it('takes a new optional field, also deep inside', () => {
    const next = changed((schema) => {
      schema.properties.language = { type: 'string' } as never;
      (schema.properties.trackers as Mutable).items.properties.speaker = { type: 'string' } as never;
    });
    expect([oldReader(next), newReader(next)]).toEqual([[], []]);
  });

  it('takes other words about a field, and an optional field that is told no more', () => {
    const before = changed((schema) => {
      schema.properties.language = { type: 'string' } as never;
    });
    const next = changed((schema) => {
      schema.description = 'Said otherwise';
      (schema.properties.subject as Mutable).description = 'Said otherwise';
    });
    expect([oldReader(next, before), newReader(next, before)]).toEqual([[], []]);
  });

  it.each<[string, (schema: Mutable) => void, string, string]>([
    [
      'a required field removed',
      ({ properties, required }) => {
        delete properties.notes;
        required.splice(required.indexOf('notes'), 1);
      },
      'notes may be missing, where it is required',
      '',
    ],
    [
      'a required field that may now be missing',
      ({ required }) => void required.splice(required.indexOf('notes'), 1),
      'notes may be missing, where it is required',
      '',
    ],
    [
      'a new field that is required: events of before lack it',
      ({ properties, required }) => {
        properties.language = { type: 'string' } as never;
        required.push('language');
      },
      '',
      'language may be missing, where it is required',
    ],
    [
      'a field renamed',
      ({ properties, required }) => {
        properties.title = properties.subject as Mutable;
        delete properties.subject;
        required[required.indexOf('subject')] = 'title';
      },
      'subject may be missing, where it is required',
      'title may be missing, where it is required',
    ],
    [
      'another type',
      ({ properties }) => void (properties.durationSeconds = { type: 'string' } as never),
      'durationSeconds is string, where integer is expected',
      'durationSeconds is integer, where string is expected',
    ],
    [
      'a type widened, for readers of before',
      ({ properties }) => void (properties.durationSeconds = { type: 'number', minimum: 0 } as never),
      'durationSeconds is number, where integer is expected',
      '',
    ],
    [
      'null where none was',
      ({ properties }) => void (properties.notes = { anyOf: [{ type: 'string' }, { type: 'null' }] } as never),
      'notes is null, where string is expected',
      '',
    ],
    [
      'null no more where it was: events of before have it',
      ({ properties }) => {
        const [text] = properties.author!.properties.emailAddress!.anyOf;
        properties.author!.properties.emailAddress = text as Mutable;
      },
      '',
      'author.emailAddress is null, where string is expected',
    ],
    [
      'a narrower limit',
      ({ properties }) => void (properties.subject!.maxLength = 100),
      '',
      'subject has maxLength none, where 100 is expected',
    ],
    [
      'a wider limit, for readers of before',
      ({ properties }) => void delete properties.revision!.minimum,
      'revision has minimum none, where 1 is expected',
      '',
    ],
    [
      'another pattern',
      ({ properties }) => void (properties.callId!.pattern = '^[0-9a-z]{1,40}$'),
      'callId has pattern ^[0-9a-z]{1,40}$, where ^[0-9]{1,20}$ is expected',
      'callId has pattern ^[0-9]{1,20}$, where ^[0-9a-z]{1,40}$ is expected',
    ],
    [
      'a closed object: fields of before are refused',
      (schema) => {
        delete schema.properties.notes;
        schema.required.splice(schema.required.indexOf('notes'), 1);
        schema.additionalProperties = false;
      },
      'notes may be missing, where it is required',
      'notes is there, where no more fields are taken',
    ],
    [
      'a list of something else',
      ({ properties }) => void ((properties.trackers as Mutable).items = { type: 'string' } as never),
      'trackers[] is string, where object is expected',
      'trackers[] is object, where string is expected',
    ],
    [
      'a word that nobody here can judge',
      ({ properties }) => void (properties.trackers!.uniqueItems = true),
      '',
      'trackers cannot be judged: "uniqueItems" differs',
    ],
  ])('refuses %s', (_, change, forOldReader, forNewReader) => {
    const next = changed(change);
    expect([oldReader(next).join('; '), newReader(next).join('; ')]).toEqual([forOldReader, forNewReader]);
  });

  it('refuses a value added to a list of values, for a reader that knows the others, and one taken away', () => {
    const before = jsonSchemaOf(activityRetracted);
    const added = changed(
      ({ properties }) => void properties.reason!.anyOf.push({ const: 'expired' } as never),
      before,
    );
    expect(oldReader(added, before)).toEqual(['reason may be "expired", which is not among the known values']);
    expect(newReader(added, before)).toEqual([]);
    const fewer = changed(({ properties }) => void properties.reason!.anyOf.pop(), before);
    expect(newReader(fewer, before)).toEqual(['reason may be "gone", which is not among the known values']);
    const open = changed(({ properties }) => void (properties.reason = { type: 'string' } as never), before);
    expect(oldReader(open, before)).toEqual(['reason may be any string, where only "private" is known']);
  });

  it('is right whenever it finds nothing: events of the one schema are valid under the other', () => {
    fc.assert(
      fc.property(schemas(3), fc.integer({ min: 0 }), fc.infiniteStream(fc.nat(9)), (schema, seed, dice) => {
        const other = mutated(schema, dice);
        const fitting = [
          [schema, other],
          [other, schema],
        ].filter(([writer, reader]) => findBreaks(writer as Schema, reader as Schema).length === 0);
        fc.pre(fitting.length > 0);
        for (const [writer, reader] of fitting as [Schema, Schema][]) {
          const valid = new Ajv({ strict: false }).compile(reader);
          for (const event of fc.sample(eventsOf(writer), { numRuns: 10, seed })) {
            expect([valid(event), writer, reader, event]).toEqual([true, writer, reader, event]);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

const NAMES = ['a', 'b', 'c'] as const;

/** Schemas of the kind that our events have. */
function schemas(depth: number): fc.Arbitrary<Schema> {
  const limit = fc.option(fc.nat(5), { nil: undefined });
  const above = limit.map((most) => (most === undefined ? undefined : most + 5));
  const leaves: fc.Arbitrary<Schema>[] = [
    fc.record({ type: fc.constant('string'), minLength: limit, maxLength: above }),
    fc.record({
      type: fc.constantFrom('integer', 'number'),
      minimum: limit,
      maximum: above,
    }),
    fc.constantFrom<Schema>({ type: 'boolean' }, { type: 'null' }, { const: 'x' }, { const: 2 }, { enum: ['x', 'y'] }),
  ];
  if (depth === 0) return fc.oneof(...leaves).map(clone);
  const inner = schemas(depth - 1);
  const object = fc
    .tuple(fc.dictionary(fc.constantFrom(...NAMES), inner, { noNullPrototype: true }), fc.subarray([...NAMES]))
    .map(([properties, names]) => ({
      type: 'object',
      properties,
      required: names.filter((name) => name in properties),
    }));
  const array = fc.record({ type: fc.constant('array'), items: inner });
  const union = fc.array(inner, { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf }));
  return fc.oneof(...leaves, object, array, union).map(clone);
}

/** The same schema with a change or two, wherever the dice fall. */
function mutated(schema: Schema, dice: Iterator<number>): Schema {
  const roll = () => dice.next().value as number;
  const change = (node: Mutable): Mutable => {
    const here = roll();
    if (here === 0) return { type: 'string' } as never;
    if (here === 1) return { anyOf: [node, { type: 'null' }] } as never;
    const next = { ...node };
    if (here === 2) for (const word of ['minimum', 'maximum', 'minLength', 'maxLength']) delete next[word];
    if (here === 3 && next.type === 'integer') next.type = 'number';
    if (Array.isArray(next.anyOf)) next.anyOf = next.anyOf.map(change);
    if (typeof next.items === 'object') next.items = change(next.items);
    if (typeof next.properties === 'object') {
      next.properties = Object.fromEntries(
        Object.entries(next.properties).map(([name, field]) => [name, change(field)]),
      );
      if (here === 4) next.required = next.required.slice(1);
      if (here === 5) next.additionalProperties = false;
      if (here === 7) next.required = Object.keys(next.properties);
      if (here === 6) delete next.properties[NAMES[roll() % 3] as string];
      next.required = next.required.filter((name) => name in next.properties);
    }
    return next;
  };
  return change(clone(schema));
}
