import type { TSchema } from '@sinclair/typebox';

/**
 * Text of a query string or an environment variable as the type its schema asks for. What does not look like that type
 * stays text, so that validation refuses it by name.
 */
export const coerceText = (schema: TSchema, text: string): unknown => {
  const kinds = kindsOf(schema);
  if (kinds.has('string')) return text;
  if (kinds.has('integer') && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (kinds.has('number') && /^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  if (kinds.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
};

const kindsOf = (schema: TSchema): Set<unknown> =>
  Array.isArray(schema.anyOf)
    ? new Set((schema.anyOf as TSchema[]).flatMap((choice) => [...kindsOf(choice)]))
    : new Set([schema.type]);
