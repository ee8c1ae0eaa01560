import { isDeepStrictEqual } from 'node:util';
import { refusalOf } from './refusal-of';

export type Schema = Readonly<Record<string, unknown>>;

/** Something that the writer may write and the reader does not take. */
export interface Break {
  /** e.g. `attendees.internal[].gsid`; empty for the whole value. */
  readonly at: string;
  readonly what: string;
}

/** Say nothing about which values are valid. */
const ANNOTATIONS = ['$schema', '$id', 'title', 'description', 'examples', 'default', 'deprecated', 'format'];

/**
 * Whether a reader with one schema takes every event written with another. A writer writes no field that its schema does
 * not name, and a reader passes over fields that it does not know. Where it cannot tell, it says so: that is a break.
 */
export function findBreaks(writer: Schema, reader: Schema, at = ''): readonly Break[] {
  const readers = choicesOf(reader);
  return choicesOf(writer).flatMap((choice) => {
    const attempts = readers.map((each) => ofOne(choice, each, at));
    if (attempts.some((breaks) => breaks.length === 0)) return [];
    const alike = readers.findIndex((each) => kindOf(each) === kindOf(choice) && !('const' in each));
    return attempts[alike >= 0 ? alike : 0] ?? [];
  });
}

function choicesOf(schema: Schema): readonly Schema[] {
  const told = Object.fromEntries(Object.entries(schema).filter(([word]) => !ANNOTATIONS.includes(word)));
  const { anyOf, enum: values, ...rest } = told;
  if (Array.isArray(anyOf)) return (anyOf as Schema[]).flatMap((choice) => choicesOf({ ...rest, ...choice }));
  if (Array.isArray(values)) return values.map((value: unknown) => ({ ...rest, const: value }));
  if (Array.isArray(rest.type)) return rest.type.map((type: unknown) => ({ ...rest, type }));
  return [told];
}

const kindOf = (schema: Schema): unknown =>
  schema.type ?? ('const' in schema ? (schema.const === null ? 'null' : typeof schema.const) : 'anything');

function ofOne(writer: Schema, reader: Schema, at: string): readonly Break[] {
  const fail = (what: string): readonly Break[] => [{ at, what }];
  if (Object.keys(reader).length === 0) return [];
  if ('const' in writer) {
    const refusal = refusalOf(writer.const, reader);
    return refusal === null ? [] : fail(refusal);
  }
  const [written, read] = [kindOf(writer), kindOf(reader)];
  if ('const' in reader) return fail(`may be any ${written}, where only ${JSON.stringify(reader.const)} is known`);
  if (written !== read && !(written === 'integer' && read === 'number')) {
    return fail(`is ${written}, where ${read} is expected`);
  }
  const strange = Object.keys(reader).filter(
    (word) => !KNOWN.has(word) && !isDeepStrictEqual(reader[word], writer[word]),
  );
  if (strange.length > 0) return fail(`cannot be judged: "${strange.join('", "')}" differs`);
  return [...limits(writer, reader, at), ...ofItems(writer, reader, at), ...ofFields(writer, reader, at)];
}

const LOWER = ['minimum', 'minLength', 'minItems'];
const UPPER = ['maximum', 'maxLength', 'maxItems'];
const KNOWN = new Set([
  'type',
  'pattern',
  'items',
  'properties',
  'required',
  'additionalProperties',
  ...LOWER,
  ...UPPER,
]);

function limits(writer: Schema, reader: Schema, at: string): readonly Break[] {
  const breaks: Break[] = [];
  const say = (word: string) =>
    breaks.push({
      at,
      what: `has ${word} ${String(writer[word] ?? 'none')}, where ${String(reader[word])} is expected`,
    });
  for (const word of LOWER) {
    if (word in reader && Number(writer[word] ?? -Infinity) < Number(reader[word])) say(word);
  }
  for (const word of UPPER) {
    if (word in reader && Number(writer[word] ?? Infinity) > Number(reader[word])) say(word);
  }
  if ('pattern' in reader && reader.pattern !== writer.pattern) say('pattern');
  return breaks;
}

const ofItems = (writer: Schema, reader: Schema, at: string): readonly Break[] =>
  'items' in reader ? findBreaks((writer.items ?? {}) as Schema, reader.items as Schema, `${at}[]`) : [];

function ofFields(writer: Schema, reader: Schema, at: string): readonly Break[] {
  const path = (name: string) => (at === '' ? name : `${at}.${name}`);
  const written = (writer.properties ?? {}) as Record<string, Schema>;
  const read = (reader.properties ?? {}) as Record<string, Schema>;
  const always = new Set((writer.required ?? []) as string[]);
  const missing = ((reader.required ?? []) as string[])
    .filter((name) => !always.has(name))
    .map((name) => ({ at: path(name), what: 'may be missing, where it is required' }));
  const differing = Object.entries(written).flatMap(([name, schema]) => {
    if (Object.hasOwn(read, name)) return findBreaks(schema, read[name] as Schema, path(name));
    if (reader.additionalProperties === false)
      return [{ at: path(name), what: 'is there, where no more fields are taken' }];
    if (typeof reader.additionalProperties !== 'object') return [];
    return findBreaks(schema, reader.additionalProperties as Schema, path(name));
  });
  return [...missing, ...differing];
}
