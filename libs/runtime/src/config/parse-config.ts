import type { Static, TObject, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { coerceText } from '../http/coerce-text';
import { describeExpectation } from '../http/describe-error';

export type Environment = Readonly<Record<string, string | undefined>>;

export type ParsedConfig<S extends TObject> =
  | { readonly ok: true; readonly config: Readonly<Static<S>> }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the variables that the schema names. An empty variable counts as missing (compose files and shells cannot unset
 * one). A problem names the variable and what was expected, never its value: it may be a secret, or hold one.
 */
export const parseConfig = <S extends TObject>(schema: S, env: Environment): ParsedConfig<S> => {
  const given: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    const text = env[name];
    if (text !== undefined && text !== '') given[name] = coerceText(property, text);
  }
  const config = Value.Default(schema, given) as Record<string, unknown>;
  const wrong = new Map<string, string>();
  for (const error of Value.Errors(schema, config)) {
    const name = error.path.split('/')[1] ?? '';
    if (wrong.has(name)) continue;
    const property = schema.properties[name] as TSchema;
    const meaning = property.description === undefined ? '' : ` (${property.description})`;
    const state = config[name] === undefined ? 'is missing' : 'is not valid';
    wrong.set(name, `${name} ${state}: expected ${describeExpectation(property)}${meaning}`);
  }
  if (wrong.size > 0) return { ok: false, problems: [...wrong.values()] };
  return { ok: true, config: Object.freeze(config) as Readonly<Static<S>> };
};
