import type { JsonSchema } from '../openapi/document';
import { Html, html, inline } from './html';

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  null: 'null',
};

/** What a schema takes, in a few words; named schemas are links. */
export const renderType = (schema: JsonSchema): Html => {
  if (typeof schema.$ref === 'string') return link(schema.$ref);
  if (Array.isArray(schema.enum))
    return join(
      schema.enum.map((value) => html`<code>${JSON.stringify(value)}</code>`),
      ' | ',
    );
  if (Array.isArray(schema.anyOf)) return join((schema.anyOf as JsonSchema[]).map(renderType), ' | ');
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.type === 'array') return html`list of ${renderType(schema.items as JsonSchema)}`;
  return html`${NAMES[String(schema.type)] ?? 'anything'}${limits(schema)}`;
};

/** The properties of an object, and of objects inside it; null for anything else. */
export const renderProperties = (schema: JsonSchema): Html | null => {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  if (properties.length === 0) return null;
  const required = new Set((schema.required ?? []) as string[]);
  return html`<ul class="rows">${properties.map(([name, property]) => {
    const { description } = property;
    const about =
      typeof description === 'string' ? new Html(`<span class="soft">. ${inline(description)}</span>`) : null;
    const optional = required.has(name) ? '' : ' (optional)';
    return html`<li><code>${name}</code>${optional}: ${renderType(property)}${about}${renderProperties(innermost(property))}</li>`;
  })}</ul>`;
};

/** Where the properties are that a reader looks for: behind a list, or beside null. */
const innermost = (schema: JsonSchema): JsonSchema => {
  if (schema.type === 'array') return innermost(schema.items as JsonSchema);
  if (!Array.isArray(schema.anyOf)) return schema;
  return (schema.anyOf as JsonSchema[]).map(innermost).find(({ properties }) => properties !== undefined) ?? schema;
};

const limits = (schema: JsonSchema): string => {
  const pattern = String(schema.pattern ?? '');
  const words = [
    pattern.startsWith('^[0-9a-f]{8}-') ? 'a UUID in lower case' : /^\^/.test(pattern) ? `of the form ${pattern}` : '',
    schema.minimum === undefined ? '' : `at least ${String(schema.minimum)}`,
    schema.maximum === undefined ? '' : `at most ${String(schema.maximum)}`,
    schema.maxLength === undefined ? '' : `at most ${String(schema.maxLength)} characters`,
    schema.default === undefined ? '' : `default ${JSON.stringify(schema.default)}`,
  ].filter((word) => word !== '');
  return words.length === 0 ? '' : `, ${words.join(', ')}`;
};

const link = (reference: string): Html => {
  const name = reference.split('/').pop() ?? '';
  return html`<a href="#schema-${name}">${name}</a>`;
};

const join = (pieces: readonly Html[], between: string): Html => new Html(pieces.map(({ text }) => text).join(between));
