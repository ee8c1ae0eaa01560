import { KafkaJSConnectionError, KafkaJSNonRetriableError, KafkaJSProtocolError } from 'kafkajs';
import { classifyConsumerFault, classifySendFault } from './kafka-error';

const protocol = (type: string) =>
  new KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 1, retriable: false }));

const wrapped = (cause: Error) => Object.assign(new KafkaJSNonRetriableError('retries exceeded'), { cause });

describe('what a fault of Kafka means', () => {
  it.each([
    ['MESSAGE_TOO_LARGE', 'message-refused'],
    ['INVALID_RECORD', 'message-refused'],
    ['UNKNOWN_TOPIC_OR_PARTITION', 'topic-refused'],
    ['TOPIC_AUTHORIZATION_FAILED', 'topic-refused'],
    ['NOT_ENOUGH_REPLICAS', 'not-sent'],
    ['OUT_OF_ORDER_SEQUENCE_NUMBER', 'not-sent'],
  ])('to a send: %s is %s, however deep kafkajs wraps it', (type, fault) => {
    expect(classifySendFault(protocol(type))).toBe(fault);
    expect(classifySendFault(wrapped(protocol(type)))).toBe(fault);
  });

  it('to a send: a broker that is down, a timeout or anything unknown holds up everything', () => {
    expect(classifySendFault(new KafkaJSConnectionError('down'))).toBe('not-sent');
    expect(classifySendFault(new Error('The broker did not acknowledge'))).toBe('not-sent');
    expect(classifySendFault(undefined)).toBe('not-sent');
  });

  it.each([
    ['GROUP_AUTHORIZATION_FAILED', 'misconfigured'],
    ['INCONSISTENT_GROUP_PROTOCOL', 'misconfigured'],
    ['UNKNOWN_TOPIC_OR_PARTITION', 'unreachable'],
    ['GROUP_LOAD_IN_PROGRESS', 'unreachable'],
    ['KAFKAJS_UNKNOWN_ERROR_CODE', 'unknown'],
  ])('to a consumer: %s is %s', (type, fault) => {
    expect(classifyConsumerFault(protocol(type))).toBe(fault);
  });

  it('to a consumer: retries that ran out mean what they were for', () => {
    const down = new KafkaJSConnectionError('down');
    const given = wrapped(down);
    expect(classifyConsumerFault(given)).toBe('unreachable');
  });
});
