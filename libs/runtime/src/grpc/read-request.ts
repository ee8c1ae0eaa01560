import type { TObject, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { describeErrors, type FieldError } from '../http/describe-error';
import { findUnstorable, UNSTORABLE_MESSAGE } from '../http/find-unstorable';
import { ProblemError } from '../http/problem-error';

type Message = Readonly<Record<string, unknown>>;

/** Bytes as the request that the contract describes, or a problem that names each field as the .proto does. */
export const readRequest = (schema: TObject, decode: (bytes: Buffer) => unknown, bytes: Buffer): unknown => {
  const message = decoded(decode, bytes);
  const errors = [...unknownFields(message, ''), ...wrongFields(schema, message)];
  const unstorable = errors.length > 0 ? null : findUnstorable(message, '');
  if (unstorable !== null) errors.push({ field: protoName(unstorable.field), message: UNSTORABLE_MESSAGE });
  const [first] = errors;
  if (first === undefined) return message;
  throw new ProblemError('request.invalid', `The request is not valid: ${first.field} ${first.message}`, errors);
};

const decoded = (decode: (bytes: Buffer) => unknown, bytes: Buffer): Message => {
  try {
    return decode(bytes) as Message;
  } catch {
    throw new ProblemError('request.invalid', 'The request is not a message of this method', []);
  }
};

/** Each by its number: its name only the caller knows. A tag holds the number and, in three bits, how it is encoded. */
const unknownFields = (value: unknown, path: string): FieldError[] => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    if (name !== '_unknownFields') return unknownFields(part, `${path}.${name}`);
    return Object.keys((part as object | undefined) ?? {}).map((tag) => ({
      field: `${protoName(path)}#${Number(tag) >>> 3}`,
      message: 'is not known here; leave it out',
    }));
  });
};

const wrongFields = (schema: TObject, message: Message): FieldError[] =>
  Object.entries(schema.properties).flatMap(([name, property]) => {
    const ways = waysOf(property);
    const given = message[name];
    if (ways === null) return wrong(property, given, name);
    const names = [...ways.keys()].map(protoName).join(', ');
    if (given === undefined) return [{ field: protoName(name), message: `is missing; set one of ${names}` }];
    const { $case, value } = given as { $case: string; value: unknown };
    const way = ways.get($case);
    return way === undefined ? [] : wrong(way, value, $case);
  });

const wrong = (schema: TSchema, value: unknown, name: string): FieldError[] =>
  describeErrors(name, Value.Errors(schema, value)).map(({ field, message }) => ({ field: protoName(field), message }));

/** The members of a `oneof`; null when the property is none. */
const waysOf = (property: TSchema): Map<string, TSchema> | null => {
  const choices = (property.anyOf ?? []) as { properties?: { $case?: TSchema; value?: TSchema } }[];
  const ways = choices.flatMap(({ properties }) =>
    properties?.$case === undefined || properties.value === undefined
      ? []
      : [[String(properties.$case.const), properties.value] as const],
  );
  return ways.length === 0 ? null : new Map(ways);
};

const protoName = (path: string): string =>
  path.replace(/^\./, '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
