import type { JsonSchema } from './json-schema-of';

const text = (description: string, more: JsonSchema = {}): JsonSchema => ({ type: 'string', description, ...more });
const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

const ATTRIBUTES: Readonly<Record<string, JsonSchema>> = {
  ce_specversion: text('CloudEvents 1.0', { const: '1.0' }),
  ce_id: text('Of the event: a message that comes twice has the same one, so it sets doubles aside', { pattern: UUID }),
  ce_type: text('What happened. Set aside the types you do not know: there will be more'),
  ce_source: text('The service that told it'),
  ce_time: text('When it happened: ISO 8601, UTC', { format: 'date-time' }),
  ce_subject: text('The Activity: what stands behind the slash in the key', { pattern: UUID }),
  ce_tenantid: text('Whose Activity it is. All tenants share the topic: keep to yours'),
  ce_correlationid: text('The job that it belongs to: finds it in the logs of all services and in the execution log'),
};

const WHERE_KNOWN: Readonly<Record<string, JsonSchema>> = {
  ce_causationid: text('`ce_id` of the fact that it came of'),
  ce_traceparent: text('W3C trace context, as the extension attribute of CloudEvents'),
  traceparent: text('The same, where tracers look for it'),
};

const OF_DATA: Readonly<Record<string, JsonSchema>> = {
  ce_dataschema: text('`$id` of the schema of the value, with its release'),
  'content-type': text('Of the value', { const: 'application/json' }),
};

/** Headers of a message of a public topic: the attributes of CloudEvents 1.0 in Kafka's binary mode. */
export const headersSchema = ({ tombstone }: { readonly tombstone?: true }): JsonSchema => ({
  type: 'object',
  required: [...Object.keys(ATTRIBUTES), ...(tombstone === true ? [] : Object.keys(OF_DATA))],
  properties: { ...ATTRIBUTES, ...WHERE_KNOWN, ...(tombstone === true ? {} : OF_DATA) },
});
