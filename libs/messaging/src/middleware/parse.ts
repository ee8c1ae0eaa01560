import { eventOfType, type Fact, keyOf } from '@gong-timeline/contracts';
import { faultOf } from '@gong-timeline/persistence';
import type { IHeaders } from 'kafkajs';
import { type Delivery, headerText } from '../consumer/delivery';
import type { Subscription } from '../subscription';

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
  readonly reason: 'not-subscribed' | 'replayed-for-another-group';
}

export type Reading =
  | { readonly kind: 'fact'; readonly parsed: Parsed }
  | { readonly kind: 'unparseable'; readonly unparseable: Unparseable }
  | { readonly kind: 'passed'; readonly passed: Passed };

const REQUIRED = ['ce_id', 'ce_type', 'ce_source', 'ce_time', 'ce_tenantid', 'ce_subject', 'ce_correlationid'] as const;

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
    const subscription = subscriptions.get(type);
    if (subscription === undefined) {
      if (eventOfType(type) === undefined) return fault('message.type-unknown', `type "${type}" is in no contract`);
      return { kind: 'passed', passed: { delivery, type, reason: 'not-subscribed' } };
    }
    for (const name of REQUIRED) {
      if (!headerText(headers, name)) return fault('message.header-missing', `header "${name}" is missing or empty`);
    }
    if (delivery.value === null) return fault('message.empty', `${type}: the message has no value`);
    let data: unknown;
    try {
      data = JSON.parse(delivery.value.toString('utf8'));
    } catch (error) {
      return fault('message.not-json', `${type}: the value is not JSON: ${(error as Error).message}`);
    }
    const wrong = faultOf(subscription.event, data);
    if (wrong !== null) return fault('message.malformed', wrong);
    const fact = toFact(type, headers, data);
    const key = delivery.key?.toString('utf8');
    if (key !== keyOf(fact.tenantId, fact.subject)) {
      return fault('message.key-mismatch', `${type}: key "${key}" is not tenant and subject of the fact`);
    }
    return { kind: 'fact', parsed: { delivery, subscription, fact } };
  };

function toFact(type: string, headers: IHeaders, data: unknown): Fact {
  const text = (name: string): string => headerText(headers, name) ?? '';
  return {
    id: text('ce_id'),
    type,
    source: text('ce_source'),
    occurredAt: text('ce_time'),
    tenantId: text('ce_tenantid'),
    subject: text('ce_subject'),
    correlationId: text('ce_correlationid'),
    causationId: headerText(headers, 'ce_causationid'),
    traceparent: headerText(headers, 'traceparent'),
    data: data as Fact['data'],
  };
}
