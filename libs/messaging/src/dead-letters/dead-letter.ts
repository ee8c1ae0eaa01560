import { type HeaderValue, NOBODY, type OutboxMessage } from '@gong-timeline/persistence';
import type { IHeaders } from 'kafkajs';
import { type Delivery, headerText, tenantOf } from '../consumer/delivery';
import type { Kept, KeptContent } from './kept-of';

export const DEAD_LETTER_TOPIC = 'dead-letters.v1';

/** Before the name of each header that the message came with. */
const ORIGINAL = 'original-';
const LONGEST_MESSAGE = 1_000;

export interface DeadLetterCause {
  readonly code: string;
  readonly message: string;
  readonly attempts: number;
}

/** Key of the dead letter. The same message that fails again in the same group replaces its dead letter. */
export const referenceOf = (group: string, { topic, partition, offset }: Delivery): string =>
  `${group}/${topic}/${partition}/${offset}`;

/** The value is what may be kept of the original's; all that is known of what happened stands in the headers. */
export function toDeadLetter(
  group: string,
  delivery: Delivery,
  { content, value }: Kept,
  cause: DeadLetterCause,
  now: Date,
): OutboxMessage {
  const headers: Record<string, HeaderValue> = {
    'dead-letter-group': group,
    'dead-letter-topic': delivery.topic,
    'dead-letter-partition': String(delivery.partition),
    'dead-letter-offset': delivery.offset,
    'dead-letter-attempts': String(cause.attempts),
    'dead-letter-code': cause.code,
    'dead-letter-message': cause.message.slice(0, LONGEST_MESSAGE),
    'dead-letter-time': now.toISOString(),
    'dead-letter-content': content,
  };
  if (delivery.key !== null) headers['dead-letter-key'] = toHeaderValue(delivery.key);
  if (value === null) headers['dead-letter-empty'] = 'true';
  copy(delivery.headers, 'ce_id', headers, 'dead-letter-event-id');
  copy(delivery.headers, 'ce_type', headers, 'dead-letter-event-type');
  copy(delivery.headers, 'ce_tenantid', headers, 'dead-letter-tenant-id');
  copy(delivery.headers, 'ce_correlationid', headers, 'dead-letter-correlation-id');
  copy(delivery.headers, 'traceparent', headers, 'traceparent');
  for (const [name, value] of Object.entries(delivery.headers)) {
    const last = Array.isArray(value) ? value[value.length - 1] : value;
    if (last !== undefined) headers[ORIGINAL + name] = toHeaderValue(last);
  }
  return {
    topic: DEAD_LETTER_TOPIC,
    tenantId: tenantOf(delivery.headers) ?? NOBODY,
    key: referenceOf(group, delivery),
    headers,
    // A message without a value must not become a tombstone: that would discard its own dead letter.
    value: value ?? '',
  };
}

/** What a dead letter tells, as an operator sees it and a replay needs it. */
export interface DeadLetter {
  readonly reference: string;
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly attempts: number;
  readonly code: string;
  readonly message: string;
  readonly time: string;
  readonly eventId: string | null;
  readonly eventType: string | null;
  readonly tenantId: string | null;
  readonly correlationId: string | null;
  readonly traceparent: string | null;
  readonly originalHeaders: Readonly<Record<string, HeaderValue>>;
  readonly content: KeptContent;
  readonly value: Buffer | null;
}

/** Null when the record is no dead letter of ours. */
export function fromDeadLetter(reference: string, headers: IHeaders, value: Buffer): DeadLetter | null {
  const text = (name: string) => headerText(headers, `dead-letter-${name}`);
  const group = text('group');
  const topic = text('topic');
  const offset = text('offset');
  if (group === null || topic === null || offset === null) return null;
  const key = headers['dead-letter-key'];
  return {
    reference,
    group,
    topic,
    partition: Number(text('partition')),
    offset,
    key: key === undefined ? null : Buffer.from(key as Buffer),
    attempts: Number(text('attempts')),
    code: text('code') ?? '',
    message: text('message') ?? '',
    time: text('time') ?? '',
    eventId: text('event-id'),
    eventType: text('event-type'),
    tenantId: text('tenant-id'),
    correlationId: text('correlation-id'),
    traceparent: headerText(headers, 'traceparent'),
    originalHeaders: originals(headers),
    content: (text('content') ?? 'whole') as KeptContent,
    value: text('empty') === 'true' ? null : value,
  };
}

function originals(headers: IHeaders): Record<string, HeaderValue> {
  const found: Record<string, HeaderValue> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(ORIGINAL)) found[name.slice(ORIGINAL.length)] = toHeaderValue(value as Buffer);
  }
  return found;
}

function copy(from: IHeaders, name: string, to: Record<string, HeaderValue>, as: string): void {
  const value = headerText(from, name);
  if (value !== null) to[as] = value;
}

/** Text where bytes survive as text, else base64. */
function toHeaderValue(value: Buffer | string): HeaderValue {
  if (typeof value === 'string') return value;
  const text = value.toString('utf8');
  return Buffer.from(text, 'utf8').equals(value) ? text : { base64: value.toString('base64') };
}
