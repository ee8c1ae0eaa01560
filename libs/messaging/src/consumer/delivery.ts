import type { IHeaders, KafkaMessage } from 'kafkajs';

/** A message with the place it came from. The place names it for good: topic, partition and offset never change. */
export interface Delivery {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: IHeaders;
}

export const toDelivery = (topic: string, partition: number, message: KafkaMessage): Delivery => ({
  topic,
  partition,
  offset: message.offset,
  key: message.key,
  value: message.value,
  headers: message.headers ?? {},
});

/** The text of a header, or null. Of one that is there more than once the last counts. */
export function headerText(headers: IHeaders, name: string): string | null {
  const value = headers[name];
  const last = Array.isArray(value) ? value[value.length - 1] : value;
  if (last === undefined || last === null) return null;
  return typeof last === 'string' ? last : last.toString('utf8');
}

/** The tenant that the headers name; null when none, or nothing that PostgreSQL could hold as one. */
export function tenantOf(headers: IHeaders): string | null {
  const tenantId = headerText(headers, 'ce_tenantid');
  return tenantId === '' || tenantId?.includes('\0') ? null : tenantId;
}
