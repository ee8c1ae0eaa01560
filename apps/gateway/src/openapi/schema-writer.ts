import { Uuid } from '@gong-timeline/contracts';
import type { TSchema } from '@sinclair/typebox';
import type { JsonSchema } from './document';

type Json = Record<string, unknown>;

/** TypeBox schemas are JSON Schema already. Those with an `$id` are written once, as components, and referred to. */
export class SchemaWriter {
  readonly components: Record<string, JsonSchema> = {};

  write(schema: TSchema): JsonSchema {
    return this.hoist(JSON.parse(JSON.stringify(schema)) as Json) as JsonSchema;
  }

  private hoist(node: unknown): unknown {
    if (Array.isArray(node)) return node.map((entry) => this.hoist(entry));
    if (typeof node !== 'object' || node === null) return node;
    const { $id, ...rest } = node as Json;
    const written = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, this.hoist(value)]));
    const schema = withUuid(toEnum(written));
    if (typeof $id !== 'string') return schema;
    const known = this.components[$id];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`Two different schemas have the $id ${$id}`);
    }
    this.components[$id] = schema;
    return { $ref: `#/components/schemas/${$id}` };
  }
}

/** Generators of code know the format; the pattern says, besides, that letters are lower case. */
const withUuid = (schema: Json): Json =>
  schema.pattern === Uuid.pattern && schema.format === undefined ? { ...schema, format: 'uuid' } : schema;

/** `anyOf` of single values reads better as `enum`. */
const toEnum = (schema: Json): Json => {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf)) return schema;
  const isSingle = (choice: Json): boolean => choice.const !== undefined || choice.type === 'null';
  const choices = anyOf as Json[];
  if (!choices.every(isSingle) || choices.length < 2) return schema;
  return { ...rest, enum: choices.map((choice) => choice.const ?? null) };
};
