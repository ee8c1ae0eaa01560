import { callCaptured, callOutcome, callWithheld, EVENTS, type Fact, holdsContent } from '@gong-timeline/contracts';
import { faultOf } from '@gong-timeline/persistence';
import type { Delivery } from '../consumer/delivery';
import { keptOf } from './kept-of';

const delivery = (topic: string, value: Buffer | null): Delivery => ({
  topic,
  partition: 0,
  offset: '7',
  key: null,
  value,
  headers: {},
});
const content = callCaptured.example.content;

describe('what a dead letter keeps of a message (S9)', () => {
  it('is all of it on a topic without content, also of what is no fact', () => {
    const value = Buffer.from([0, 255, 1]);
    expect(keptOf(delivery('gong.jobs.v1', value), undefined, null)).toEqual({ content: 'whole', value });
    expect(keptOf(delivery('gong.jobs.v1', null), undefined, null)).toEqual({ content: 'whole', value: null });
  });

  it('is nothing of a call that was captured: it is read at Gong again', () => {
    const value = Buffer.from(JSON.stringify(callCaptured.example));
    const fact = { data: callCaptured.example } as unknown as Fact;
    expect(keptOf(delivery(callCaptured.topic, value), { event: callCaptured }, fact)).toEqual({
      content: 'withheld',
      value: null,
    });
  });

  it('is nothing of what cannot be understood on a topic that holds content', () => {
    const value = Buffer.from('{"title": "The secret');
    for (const event of [undefined, { event: callOutcome }]) {
      expect(keptOf(delivery(callOutcome.topic, value), event, null)).toEqual({ content: 'withheld', value: null });
    }
  });

  it('is an outcome without title, people, company and words', () => {
    const fact = { data: callOutcome.example } as unknown as Fact;
    const { content: kept, value } = keptOf(delivery(callOutcome.topic, Buffer.from('')), { event: callOutcome }, fact);
    expect(kept).toBe('redacted');
    const { callId, jobId, code } = callOutcome.example;
    expect(JSON.parse(String(value))).toMatchObject({
      callId,
      jobId,
      code,
      title: null,
      ownerName: null,
      company: null,
    });
    expect(String(value)).not.toContain(content.title);
    expect(String(value)).not.toContain('Northwind');
  });

  it('is all of a fact of ids', () => {
    const fact = { data: callWithheld.example } as unknown as Fact;
    const { value } = keptOf(delivery(callWithheld.topic, Buffer.from('')), { event: callWithheld }, fact);
    expect(JSON.parse(String(value))).toEqual(callWithheld.example);
  });

  it.each(EVENTS.filter((event) => holdsContent(event.topic) && event.withoutContent !== undefined))(
    'can be replayed: $type',
    (event) => expect(faultOf(event, event.withoutContent?.(event.example))).toBeNull(),
  );

  it('counts for every topic that carries what was said in a call', () => {
    expect(new Set(EVENTS.map(({ topic }) => topic).filter(holdsContent))).toEqual(
      new Set(['gong.calls.v1', 'resolution.calls.v1', 'sync.outcomes.v1']),
    );
  });
});
