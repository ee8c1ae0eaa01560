import { version } from 'kafkajs/package.json';
import fetch from 'kafkajs/src/protocol/requests/fetch';
import produce from 'kafkajs/src/protocol/requests/produce';
import { decodeFetch, NotOurs } from './fetch-response';
import { encodeProduce, type ProduceParameters } from './produce-request';

/** The one version this was read and tried against. Any other is left as it is. */
const KNOWN_VERSION = '2.2.4';

/** kafkajs gives a fetch 100 ms beyond its waiting time: any pause of a busy machine then looks like a dead broker. */
const FETCH_GRACE_MS = 10_000;
const FETCH_VERSION = 11;

/**
 * Three things of kafkajs are replaced, all of them pure functions from and to bytes:
 * - how a produce request is written: kafkajs makes a buffer of 512 bytes for each header and copies each message six
 *   times; ours costs a fifth, which is a fifth of all that a message costs on its way through an outbox;
 * - how a fetch response is read: kafkajs copies all headers for each header;
 * - how long a fetch may take.
 * What ours does not do (compression, transactions, older brokers) is left to kafkajs. Specs compare both byte by byte.
 */
export function mendKafkajs(): void {
  if (version !== KNOWN_VERSION || produce.protocol === mendedProduce) return;
  produce.protocol = mendedProduce;
  fetch.protocol = mendedFetch;
}

const theirProduce = produce.protocol;
const theirFetch = fetch.protocol;

const mendedProduce: typeof produce.protocol = (at) => (parameters: ProduceParameters) => {
  const exchange = theirProduce(at)(parameters as never);
  if (parameters.compression || parameters.transactionalId || hasTimestamps(parameters) || at.version < 3) {
    return exchange;
  }
  const encode = async () => asEncoder(encodeProduce(parameters, Date.now()));
  return { ...exchange, request: { ...exchange.request, encode } };
};

const mendedFetch: typeof fetch.protocol = (at) => (parameters: { maxWaitTime: number }) => {
  const exchange = theirFetch(at)(parameters as never);
  const { response } = exchange;
  const decode = async (bytes: Buffer) => {
    try {
      return decodeFetch(bytes);
    } catch (error) {
      if (error instanceof NotOurs) return response.decode(bytes);
      throw error;
    }
  };
  return {
    ...exchange,
    ...(at.version === FETCH_VERSION && { response: { ...response, decode } }),
    requestTimeout: parameters.maxWaitTime + FETCH_GRACE_MS,
  };
};

const hasTimestamps = ({ topicData }: ProduceParameters): boolean =>
  topicData.some(({ partitions }) =>
    partitions.some(({ messages }) => messages.some(({ timestamp }) => timestamp !== undefined && timestamp !== null)),
  );

/** What kafkajs asks of an encoder that it appends to the header of a request. */
const asEncoder = (bytes: Buffer) => ({ buf: bytes, buffer: bytes, offset: bytes.length, size: () => bytes.length });
