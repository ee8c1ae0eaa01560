import type { OperationDefinition } from '@gong-timeline/contracts';
import type { TObject, TSchema } from '@sinclair/typebox';
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler';
import { Value } from '@sinclair/typebox/value';
import { coerceText } from './coerce-text';
import { describeErrors, type FieldError } from './describe-error';
import { findUnstorable, UNSTORABLE_MESSAGE } from './find-unstorable';
import { ProblemError } from './problem-error';

const compiled = new WeakMap<TSchema, TypeCheck<TSchema>>();

const checkOf = (schema: TSchema): TypeCheck<TSchema> => {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const check = TypeCompiler.Compile(schema);
  compiled.set(schema, check);
  return check;
};

/** Path parameters as the contract wants them; what does not fit names no thing, yet says why. */
export const validateParams = (operation: OperationDefinition, given: Record<string, unknown>): unknown =>
  accept('params', operation.params, { ...given }, []);

/**
 * A query string by the contract: none twice, numbers and booleans as such, defaults applied. An unknown parameter is
 * refused, or left out where the contract lets others in (`additionalProperties: true`).
 */
export const validateQuery = (operation: OperationDefinition, given: URLSearchParams): unknown => {
  const known = operation.query?.properties ?? {};
  const value: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const name of new Set(given.keys())) {
    const [text = '', ...more] = given.getAll(name);
    const field = `query.${name.slice(0, 100)}`;
    const schema = Object.hasOwn(known, name) ? known[name] : undefined;
    if (schema === undefined && operation.query?.additionalProperties === true) continue;
    if (schema === undefined) errors.push({ field, message: 'is not known here; leave it out' });
    else if (more.length > 0) errors.push({ field, message: 'is given more than once' });
    else value[name] = coerceText(schema, text);
  }
  return accept('query', operation.query, value, errors);
};

export const validateBody = (operation: OperationDefinition, given: unknown): unknown =>
  accept('body', operation.body, given, []);

const accept = (
  part: 'params' | 'query' | 'body',
  schema: TObject | TSchema | undefined,
  given: unknown,
  errors: readonly FieldError[],
): unknown => {
  if (errors.length > 0) throw invalid(part, errors);
  if (schema === undefined) return part === 'body' ? undefined : {};
  // Bodies come out of readJsonBody, which has looked.
  const unstorable = part === 'body' ? null : findUnstorable(given, part);
  if (unstorable !== null) throw invalid(part, [{ field: unstorable.field, message: UNSTORABLE_MESSAGE }]);
  const value = Value.Default(schema, given);
  const check = checkOf(schema);
  if (check.Check(value)) return value;
  throw invalid(part, describeErrors(part, check.Errors(value)));
};

const PARTS = { params: 'address', query: 'query', body: 'body' } as const;

const invalid = (part: keyof typeof PARTS, errors: readonly FieldError[]): ProblemError => {
  const [first] = errors;
  const what = first === undefined ? '' : `: ${first.field} ${first.message}`;
  return new ProblemError('request.invalid', `The ${PARTS[part]} of the request is not valid${what}`, errors);
};
