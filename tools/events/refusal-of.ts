import { isDeepStrictEqual } from 'node:util';

/** Why a schema of one choice does not take this very value; null when it does. */
export function refusalOf(value: unknown, schema: Readonly<Record<string, unknown>>): string | null {
  const said = JSON.stringify(value);
  if ('const' in schema) {
    return isDeepStrictEqual(value, schema.const) ? null : `may be ${said}, which is not among the known values`;
  }
  const { type, minLength, maxLength, minimum, maximum, pattern } = schema;
  const kinds = value === null ? ['null'] : Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
  if (!kinds.includes(String(type))) return `may be ${said}, where ${String(type)} is expected`;
  const size = typeof value === 'string' ? [...value].length : typeof value === 'number' ? value : 0;
  const fits =
    size >= Number(minLength ?? minimum ?? -Infinity) &&
    size <= Number(maxLength ?? maximum ?? Infinity) &&
    (typeof value !== 'string' || new RegExp(String(pattern ?? ''), 'u').test(value));
  // A list or an object as a single value: nobody writes one, so nothing is said about it.
  return fits && typeof value !== 'object' ? null : fits && value === null ? null : `may be ${said}, which is refused`;
}
