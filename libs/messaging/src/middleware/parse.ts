import { eventOfType, type Fact, keyOf } from '@gong-timeline/contracts';
import { faultOf } from '@gong-timeline/persistence';
import type { IHeaders } from 'kafkajs';
import { type Delivery, headerText, tenantOf } from '../consumer/delivery';
import { SEGMENT_CLOSED } from '../relay/segment-closer';
import type { Subscription } from '../subscription';
import { KEY_ERASED } from '../tenants/tombstone';

/** Set on a message that was replayed out of the dead letters: meant for one consumer group only. */
export const REPLAY_HEADER = 'replay-for-group';

export interface Parsed {
  readonly delivery: Delivery;
  readonly subscription: Subscription;
  readonly fact: Fact;
}

export interface Unparseable {
  readonly delivery: Delivery;
  readonly code: string;
  readonly message: string;
}

/** Not for us, and that is in order. */
export interface Passed {
  readonly delivery: Delivery;
  readonly type: string;
  readonly reason: 'not-subscribed' | 'replayed-for-another-group' | 'tenant-gone';
}

export type Reading =
  | { readonly kind: 'fact'; readonly parsed: Parsed }
  | { readonly kind: 'unparseable'; readonly unparseable: Unparseable }
  | { readonly kind: 'passed'; readonly passed: Passed };

/** Reads one message: CloudEvents 1.0, binary mode. Every fault names the header or the field. */
export const parser =
  (group: string, subscriptions: ReadonlyMap<string, Subscription>) =>
  (delivery: Delivery): Reading => {
    const { headers } = delivery;
    const fault = (code: string, message: string): Reading => ({
      kind: 'unparseable',
      unparseable: { delivery, code, message },
    });

    const type = headerText(headers, 'ce_type');
    const replayedFor = headerText(headers, REPLAY_HEADER);
    if (replayedFor !== null && replayedFor !== group) {
      return { kind: 'passed', passed: { delivery, type: type ?? 'unknown', reason: 'replayed-for-another-group' } };
    }
    if (type === null) return fault('message.header-missing', 'header "ce_type" is missing');
    if (type === SEGMENT_CLOSED || type === KEY_ERASED)
      return { kind: 'passed', passed: { delivery, type, reason: 'not-subscribed' } };
    const subscription = subscriptions.get(type);
    if (subscription === undefined) {
      if (eventOfType(type) === undefined) return fault('message.type-unknown', `type "${type}" is in no contract`);
      return { kind: 'passed', passed: { delivery, type, reason: 'not-subscribed' } };
    }
    const attributes = attributesOf(type, headers);
    if (typeof attributes === 'string') {
      return fault('message.header-missing', `header "${attributes}" is missing or empty`);
    }
    if (tenantOf(headers) === null)
      return fault('message.header-malformed', 'header "ce_tenantid" is no id of a tenant');
    if (delivery.value === null) return fault('message.empty', `${type}: the message has no value`);
    let data: unknown;
    try {
      data = JSON.parse(delivery.value.toString('utf8'));
    } catch {
      // The parser's own words quote the text, which may be content (S9).
      return fault('message.not-json', `${type}: the value is not JSON`);
    }
    const wrong = faultOf(subscription.event, data);
    if (wrong !== null) return fault('message.malformed', wrong);
    const fact: Fact = { ...attributes, data: data as Fact['data'] };
    const key = delivery.key?.toString('utf8');
    if (fact.subject !== subscription.event.subject(data as never)) {
      return fault('message.subject-mismatch', `${type}: header "ce_subject" is not what the data is about`);
    }
    if (key !== keyOf(fact.tenantId, fact.subject)) {
      return fault('message.key-mismatch', `${type}: key "${key}" is not tenant and subject of the fact`);
    }
    return { kind: 'fact', parsed: { delivery, subscription, fact } };
  };

/** The attributes of a fact, or the name of the first header that is missing. */
function attributesOf(type: string, headers: IHeaders): Omit<Fact, 'data'> | string {
  const id = headerText(headers, 'ce_id');
  if (!id) return 'ce_id';
  const source = headerText(headers, 'ce_source');
  if (!source) return 'ce_source';
  const occurredAt = headerText(headers, 'ce_time');
  if (!occurredAt) return 'ce_time';
  const tenantId = headerText(headers, 'ce_tenantid');
  if (!tenantId) return 'ce_tenantid';
  const subject = headerText(headers, 'ce_subject');
  if (!subject) return 'ce_subject';
  const correlationId = headerText(headers, 'ce_correlationid');
  if (!correlationId) return 'ce_correlationid';
  return {
    id,
    type,
    source,
    occurredAt,
    tenantId,
    subject,
    correlationId,
    causationId: headerText(headers, 'ce_causationid'),
    traceparent: headerText(headers, 'traceparent'),
  };
}
