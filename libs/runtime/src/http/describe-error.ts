import type { TSchema } from '@sinclair/typebox';
import type { ValueError, ValueErrorIterator } from '@sinclair/typebox/errors';

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** More than a person mends at once; bounds the size of the answer. */
const MOST_ERRORS = 20;

/** One entry a field, the first error of each, in words. Never repeats the value: it may be a secret. */
export const describeErrors = (part: string, errors: ValueErrorIterator): FieldError[] => {
  const found = new Map<string, FieldError>();
  for (const error of errors) {
    const field = fieldName(part, error.path);
    if (!found.has(field)) found.set(field, { field, message: describeError(error) });
    if (found.size === MOST_ERRORS) break;
  }
  return [...found.values()];
};

/** `/rows/0/e~1mail` under `body` is `body.rows[0].e/mail`. */
export const fieldName = (part: string, path: string): string =>
  path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((name, step) => (/^\d+$/.test(step) ? `${name}[${step}]` : `${name}.${step}`), part);

const describeError = (error: ValueError): string => {
  const isUnknown = error.schema.properties !== undefined && error.message === 'Unexpected property';
  if (isUnknown) return 'is not known here; leave it out';
  if (error.value === undefined) return `is missing; expected ${describeExpectation(error.schema)}`;
  return `expected ${describeExpectation(error.schema)}, got ${kindOf(error.value)}`;
};

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return value === '' ? 'empty text' : 'other text';
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}` : 'a number with decimals';
  if (typeof value === 'boolean') return `${value}`;
  return 'an object';
};

const UUID_PATTERN = /^\^\[0-9a-f\]\{8\}-/;

/** What a schema asks for, as the end of a sentence that begins with "expected". */
export const describeExpectation = (schema: TSchema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.anyOf)) return describeChoice(schema.anyOf as TSchema[]);
  switch (schema.type) {
    case 'string':
      return describeText(schema);
    case 'integer':
      return `a whole number${describeRange(schema.minimum, schema.maximum)}`;
    case 'number':
      return `a number${describeRange(schema.minimum, schema.maximum)}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'array':
      return `a list${describeRange(schema.minItems, schema.maxItems, ' entries')}`;
    default:
      return 'an object';
  }
};

const describeChoice = (choices: readonly TSchema[]): string => {
  const words = choices.map(describeExpectation);
  const last = words.pop() ?? 'nothing';
  const isList = words.length > 1 && choices.every((choice) => choice.const !== undefined || choice.type === 'null');
  return words.length === 0 ? last : `${isList ? 'one of ' : ''}${words.join(', ')} or ${last}`;
};

const describeText = (schema: TSchema): string => {
  const { pattern, minLength, maxLength } = schema as { pattern?: string; minLength?: number; maxLength?: number };
  // What people call it says more than its pattern.
  if (schema.title !== undefined) return schema.title;
  if (pattern !== undefined && UUID_PATTERN.test(pattern)) return 'a UUID in lower case';
  const length = describeRange(minLength === 1 && pattern === '\\S' ? undefined : minLength, maxLength, ' characters');
  if (pattern === undefined)
    return minLength === 1 && maxLength === undefined ? 'text that is not empty' : `text${length}`;
  return pattern === '\\S' ? `text that is not blank${length}` : `text${length} of the form ${pattern}`;
};

const describeRange = (from: unknown, to: unknown, unit = ''): string => {
  if (from === undefined && to === undefined) return '';
  if (from === undefined) return ` of at most ${String(to)}${unit}`;
  if (to === undefined) return ` of at least ${String(from)}${unit}`;
  return ` from ${String(from)} to ${String(to)}${unit}`;
};
