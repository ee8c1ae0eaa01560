import fc from 'fast-check';
import type { Schema } from './find-breaks';

/** Values that a writer with this schema may write: all that it names, optional fields or not, and nothing else. */
export function eventsOf(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.anyOf)) return fc.oneof(...(schema.anyOf as Schema[]).map(eventsOf));
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: Number(schema.minimum ?? -1_000), max: Number(schema.maximum ?? 1_000_000) });
    case 'number':
      return fc.double({ min: Number(schema.minimum ?? -1e6), max: Number(schema.maximum ?? 1e6), noNaN: true });
    case 'string':
      return stringsOf(schema);
    case 'array':
      return fc.array(eventsOf((schema.items ?? {}) as Schema), {
        minLength: Number(schema.minItems ?? 0),
        maxLength: Number(schema.maxItems ?? Number(schema.minItems ?? 0) + 3),
      });
    case 'object': {
      const fields = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
      const model = Object.fromEntries(fields.map(([name, field]) => [name, eventsOf(field)]));
      return fc.record(model, { requiredKeys: (schema.required ?? []) as string[] });
    }
    default:
      return fc.jsonValue();
  }
}

function stringsOf({ pattern, minLength, maxLength }: Schema): fc.Arbitrary<string> {
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern, 'u'));
  // Length is counted in code points, by JSON Schema and by this unit.
  return fc.string({
    unit: 'binary',
    minLength: Number(minLength ?? 0),
    maxLength: Number(maxLength ?? Number(minLength ?? 0) + 20),
  });
}
