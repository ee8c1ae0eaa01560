import type { TSchema } from '@sinclair/typebox';

const AT = '2026-01-31T09:30:00.000Z';
const UUID = '0b8ad3f5-0d1e-4d8a-9c3f-5d0e6c1a7b21';

/** Texts that a pattern asks for, by a sample of the pattern. */
const BY_PATTERN: readonly (readonly [string, string])[] = [
  ['[0-9a-f]{8}-', UUID],
  ['[0-9a-f]{8}(-', UUID],
  ['[0-9]{1,20}', '7782342274025937895'],
  ['^[a-z][a-z0-9-]', 'acme'],
  ['^[A-Z]{1,2}$', 'A'],
  ['(read|write)', 'timeline:read'],
  ['@', 'kim.lee@example.com'],
];

const BY_FORMAT: Readonly<Record<string, string>> = { 'date-time': AT, uri: 'https://example.com/' };

const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/(At|Before|After)$|^(from|to)$/, AT],
  [/url$/i, 'https://example.com/'],
  [/email/i, 'kim.lee@example.com'],
  [/^etag$/, '"3q2-7wABAgMEBQYHCAkKCw"'],
  [/^domains$/, 'example.com'],
  [/^tenantId$/, 'acme'],
  [/(Gs|Activity|actor)Id$|gsid$/i, UUID],
  [/^token$/, 'gtl_...'],
  [/address$/, '192.0.2.10'],
  [/name$/i, 'Acme'],
  [/^title$/, 'Quarterly review'],
];

/** A value that the schema accepts, for people to read. The name of the property picks a telling one. */
export const exampleOf = (schema: TSchema, name = ''): unknown => {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.anyOf)) return exampleOf(schema.anyOf[0] as TSchema, name);
  switch (schema.type) {
    case 'string':
      return exampleText(schema, name);
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'array':
      return [exampleOf(schema.items as TSchema, name)];
    case 'object':
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Record<string, TSchema>).map(([key, property]) => [
          key,
          exampleOf(property, key),
        ]),
      );
    default:
      return null;
  }
};

const exampleText = (schema: TSchema, name: string): string => {
  const { pattern, format, minLength = 0 } = schema as { pattern?: string; format?: string; minLength?: number };
  const byPattern = BY_PATTERN.find(([sample]) => pattern?.includes(sample) === true);
  const byName = BY_NAME.find(([shape]) => shape.test(name));
  return (byPattern?.[1] ?? BY_FORMAT[format ?? ''] ?? byName?.[1] ?? 'text').padEnd(minLength, '.');
};
