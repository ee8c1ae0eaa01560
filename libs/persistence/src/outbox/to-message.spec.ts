import {
  activityCreated,
  activityErased,
  callWithheld,
  type DataOf,
  type EventDefinition,
  type NewFact,
} from '@gong-timeline/contracts';
import { toMessage } from './to-message';

const stamp = { id: 'e-1', source: 'timeline-writer', occurredAt: '2026-03-03T12:00:00.000Z' };
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const told = <E extends EventDefinition>(event: E, more: Partial<NewFact<E>> = {}) =>
  toMessage(
    event,
    {
      tenantId: 'acme',
      correlationId: 'job-1',
      causationId: 'fact-1',
      traceparent,
      data: event.example as DataOf<E>,
      ...more,
    },
    stamp,
  );
const { activityId } = activityCreated.example;

describe('a fact on the wire: CloudEvents 1.0, binary mode (X1)', () => {
  it('carries every attribute in its headers, and the data alone as its value', () => {
    const { key, headers, value } = told(activityCreated);
    expect(headers).toEqual({
      ce_specversion: '1.0',
      ce_id: 'e-1',
      ce_type: 'timeline.activity-created.v1',
      ce_source: 'timeline-writer',
      ce_time: '2026-03-03T12:00:00.000Z',
      ce_subject: activityId,
      ce_dataschema: expect.stringMatching(
        /^urn:gong-timeline:timeline\.activity:\d+\.\d+\.\d+:timeline\.activity-created\.v1$/,
      ),
      ce_tenantid: 'acme',
      ce_correlationid: 'job-1',
      ce_causationid: 'fact-1',
      ce_traceparent: traceparent,
      traceparent,
      'content-type': 'application/json',
    });
    expect(key).toBe(`acme/${activityId}`);
    expect(JSON.parse(String(value))).toEqual(activityCreated.example);
  });

  it('leaves out what is not known', () => {
    const { headers } = told(activityCreated, { causationId: null, traceparent: null });
    expect(Object.keys(headers).filter((name) => /causation|traceparent/.test(name))).toEqual([]);
  });

  it('is an event without data when it is a tombstone: all attributes, no value, of the key that it ends', () => {
    const created = told(activityCreated);
    const { key, headers, value } = told(activityErased);
    expect([key, value]).toEqual([created.key, null]);
    const { ce_dataschema: _, 'content-type': __, ...attributes } = created.headers;
    expect(headers).toEqual({ ...attributes, ce_type: 'timeline.activity-erased.v1' });
  });

  it('names no release where there is none: facts among ourselves', () => {
    expect(Object.keys(told(callWithheld).headers)).toEqual(
      expect.not.arrayContaining(['ce_dataschema', 'ce_traceparent']),
    );
  });

  it('is refused when its data do not fit, a tombstone too', () => {
    expect(() => told(activityErased, { data: {} as never })).toThrow(/activityId/);
  });
});
