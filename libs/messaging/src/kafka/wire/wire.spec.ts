import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import theirCrc from 'kafkajs/src/protocol/recordBatch/crc32C/crc32C';
import theirResponse from 'kafkajs/src/protocol/requests/fetch/v11/response';
import theirRequest from 'kafkajs/src/protocol/requests/produce/v3/request';
import { crc32c } from './crc32c';
import { decodeFetch } from './fetch-response';
import { encodeProduce, type ProduceParameters } from './produce-request';

const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
const content = fc.oneof(fc.string({ unit: 'binary' }), bytes);
const value = fc.option(content);
const header = fc.oneof(content, fc.array(content, { minLength: 1, maxLength: 3 }));
const message = fc.record({
  key: value,
  value,
  // kafkajs takes what every object inherits for headers that came before.
  headers: fc.dictionary(
    fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => !(name in {})),
    header,
  ),
});
const partition = (firstPartition: number) =>
  fc.record({
    partition: fc.constant(firstPartition),
    firstSequence: fc.nat(),
    messages: fc.array(message, { minLength: 1, maxLength: 70 }),
  });
const parameters: fc.Arbitrary<ProduceParameters> = fc.record({
  acks: fc.constant(-1),
  timeout: fc.nat(),
  producerId: fc.bigInt({ min: -1n, max: 2n ** 62n }).map(String),
  producerEpoch: fc.nat({ max: 32_000 }),
  topicData: fc.array(
    fc.record({
      topic: fc.string({ minLength: 1, maxLength: 30 }),
      partitions: fc.tuple(partition(0), partition(7)).map((both) => [...both]),
    }),
    { maxLength: 3 },
  ),
});
const now = 1_772_539_200_000;

describe('what we write and read in place of kafkajs', () => {
  beforeAll(() => {
    jest.useFakeTimers({ now });
  });
  afterAll(() => {
    jest.useRealTimers();
  });

  it('has the same checksum', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (array) => {
        expect(crc32c(array, 0, array.length)).toBe(theirCrc(Buffer.from(array)));
      }),
    );
  });

  it('writes a produce request byte by byte as kafkajs does', async () => {
    await fc.assert(
      fc.asyncProperty(parameters, async (given) => {
        const theirs = await theirRequest(given).encode();
        expect(encodeProduce(given, now).equals(theirs.buffer)).toBe(true);
      }),
    );
  });

  it('reads a fetch response as kafkajs does, whole or cut off', async () => {
    await fc.assert(
      fc.asyncProperty(parameters, fc.nat({ max: 200 }), async (given, cut) => {
        const response = asFetchResponse(given, cut);
        const theirs = (await theirResponse.decode(response)) as Decoded;
        deepStrictEqual(seenByConsumers(decodeFetch(response) as Decoded), seenByConsumers(theirs));
      }),
    );
  });
});

interface Decoded {
  readonly responses: readonly {
    readonly topicName: string;
    readonly partitions: readonly { readonly messages: readonly Record<string, unknown>[] }[];
  }[];
}

/** All of it but what kafkajs says of the batch in every record: consumers look at two fields of that. */
const seenByConsumers = ({ responses, ...rest }: Decoded) => ({
  ...rest,
  responses: responses.map(({ partitions, ...topic }) => ({
    ...topic,
    partitions: partitions.map(({ messages, ...place }) => ({
      ...place,
      messages: messages.map(({ batchContext, ...record }) => {
        const { producerId, inTransaction } = batchContext as Record<string, unknown>;
        return { ...record, headers: { ...(record['headers'] as object) }, producerId, inTransaction };
      }),
    })),
  })),
});

/** The broker's answer that holds the batches of a produce request, the last `cut` bytes of each partition missing. */
function asFetchResponse(given: ProduceParameters, cut: number): Buffer {
  const parts: Buffer[] = [];
  const int = (size: 2 | 4 | 8, number: number) => {
    const part = Buffer.alloc(size);
    part.writeIntBE(number, Math.max(0, size - 6), Math.min(size, 6));
    parts.push(part);
  };
  int(4, 0);
  int(2, 0);
  int(4, 0);
  int(4, given.topicData.length);
  for (const { topic, partitions } of given.topicData) {
    int(2, Buffer.byteLength(topic));
    parts.push(Buffer.from(topic));
    int(4, partitions.length);
    for (const one of partitions) {
      int(4, one.partition);
      int(2, 0);
      int(8, 12_345);
      int(8, 12_345);
      int(8, 3);
      int(4, 1);
      int(8, 99);
      int(8, 17);
      int(4, -1);
      const batch = batchOf({ ...given, topicData: [{ topic: 't', partitions: [one] }] });
      const records = Buffer.concat([batch, batch.subarray(0, Math.max(0, batch.length - cut))]);
      int(4, records.length);
      parts.push(records);
    }
  }
  return Buffer.concat(parts);
}

const batchOf = (given: ProduceParameters): Buffer =>
  encodeProduce(given, now).subarray(2 + 2 + 4 + 4 + 2 + 1 + 4 + 4 + 4);
