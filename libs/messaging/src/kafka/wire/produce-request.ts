import { crc32c } from './crc32c';

type Bytes = Buffer | string | null | undefined;

export interface ProduceMessage {
  readonly key?: Bytes;
  readonly value: Bytes;
  readonly headers?: Readonly<Record<string, Bytes | readonly Bytes[]>>;
  readonly timestamp?: string;
}

export interface ProduceParameters {
  readonly acks: number;
  readonly timeout: number;
  readonly compression?: number;
  readonly transactionalId?: string | null;
  readonly producerId: string | number | bigint | { toString(): string };
  readonly producerEpoch: number;
  readonly topicData: readonly {
    readonly topic: string;
    readonly partitions: readonly {
      readonly partition: number;
      readonly firstSequence: number;
      readonly messages: readonly ProduceMessage[];
    }[];
  }[];
}

/** From FirstOffset to the end of the number of records: what stands before the records of a batch. */
const BATCH_HEADER_BYTES = 61;
const CRC_AT = 17;
const MAGIC = 2;

const byteLength = (value: Bytes): number =>
  value === null || value === undefined ? -1 : typeof value === 'string' ? Buffer.byteLength(value) : value.length;

const zigZag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;

function varIntSize(value: number): number {
  const coded = zigZag(value);
  return coded < 0x80 ? 1 : coded < 0x4000 ? 2 : coded < 0x200000 ? 3 : coded < 0x10000000 ? 4 : 5;
}

/** Known before it is written: the size of a record decides how the length in front of it is written. */
interface Measured {
  readonly body: number;
  readonly headers: number;
}

/** Produce, versions 3 to 7, without transaction and compression, in one buffer of the right size. */
export function encodeProduce(parameters: ProduceParameters, now: number): Buffer {
  const measured = parameters.topicData.map(({ partitions }) =>
    partitions.map(({ messages }) => messages.map(measure)),
  );
  const writer = new Writer(sizeOf(parameters, measured));
  writer.int16(-1);
  writer.int16(parameters.acks);
  writer.int32(parameters.timeout);
  writer.int32(parameters.topicData.length);
  const producerId = BigInt(parameters.producerId.toString());
  parameters.topicData.forEach(({ topic, partitions }, t) => {
    writer.int16(Buffer.byteLength(topic));
    writer.text(topic);
    writer.int32(partitions.length);
    partitions.forEach(({ partition, firstSequence, messages }, p) => {
      const sizes = measured[t]?.[p] ?? [];
      writer.int32(partition);
      writer.batch({ messages, sizes, firstSequence, producerId, producerEpoch: parameters.producerEpoch, now });
    });
  });
  return writer.bytes;
}

function measure(message: ProduceMessage, offsetDelta: number): Measured {
  let headers = 0;
  let body = 1 + 1 + varIntSize(offsetDelta) + fieldSize(message.key) + fieldSize(message.value);
  for (const name in message.headers) {
    const value = message.headers[name];
    const values = Array.isArray(value) ? (value as readonly Bytes[]) : null;
    headers += values?.length ?? 1;
    if (values === null) body += fieldSize(name) + fieldSize(value as Bytes);
    else for (const one of values) body += fieldSize(name) + fieldSize(one);
  }
  return { body: body + varIntSize(headers), headers };
}

function fieldSize(value: Bytes): number {
  const length = byteLength(value);
  return varIntSize(length) + Math.max(0, length);
}

const recordsSize = (sizes: readonly Measured[]): number =>
  sizes.reduce((sum, { body }) => sum + varIntSize(body) + body, 0);

function sizeOf({ topicData }: ProduceParameters, measured: readonly (readonly (readonly Measured[])[])[]): number {
  let size = 2 + 2 + 4 + 4;
  topicData.forEach(({ topic }, t) => {
    size += 2 + Buffer.byteLength(topic) + 4;
    for (const sizes of measured[t] ?? []) size += 4 + 4 + BATCH_HEADER_BYTES + recordsSize(sizes);
  });
  return size;
}

interface Batch {
  readonly messages: readonly ProduceMessage[];
  readonly sizes: readonly Measured[];
  readonly firstSequence: number;
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly now: number;
}

class Writer {
  readonly bytes: Buffer;
  private at = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  int16(value: number): void {
    this.at = this.bytes.writeInt16BE(value, this.at);
  }

  int32(value: number): void {
    this.at = this.bytes.writeInt32BE(value, this.at);
  }

  text(value: string): void {
    this.at += this.bytes.write(value, this.at);
  }

  /** Record batch of magic 2; all records carry the time of the sending. */
  batch({ messages, sizes, firstSequence, producerId, producerEpoch, now }: Batch): void {
    const size = BATCH_HEADER_BYTES + recordsSize(sizes);
    const { bytes } = this;
    this.int32(size);
    const start = this.at;
    bytes.writeBigInt64BE(0n, start); // first offset: the broker's to say
    bytes.writeInt32BE(size - 12, start + 8);
    bytes.writeInt32BE(0, start + 12); // partition leader epoch: the broker's to say
    bytes.writeInt8(MAGIC, start + 16);
    bytes.writeInt16BE(0, start + 21); // attributes: no compression, no transaction
    bytes.writeInt32BE(messages.length - 1, start + 23);
    bytes.writeBigInt64BE(BigInt(now), start + 27);
    bytes.writeBigInt64BE(BigInt(now), start + 35);
    bytes.writeBigInt64BE(producerId, start + 43);
    bytes.writeInt16BE(producerEpoch, start + 51);
    bytes.writeInt32BE(firstSequence, start + 53);
    bytes.writeInt32BE(messages.length, start + 57);
    this.at = start + BATCH_HEADER_BYTES;
    messages.forEach((message, index) => this.record(message, sizes[index] as Measured, index));
    bytes.writeUInt32BE(crc32c(bytes, start + CRC_AT + 4, this.at), start + CRC_AT);
  }

  private record(message: ProduceMessage, { body, headers }: Measured, offsetDelta: number): void {
    this.varInt(body);
    this.bytes[this.at++] = 0; // attributes
    this.bytes[this.at++] = 0; // time after that of the batch
    this.varInt(offsetDelta);
    this.field(message.key);
    this.field(message.value);
    this.varInt(headers);
    for (const name in message.headers) {
      const value = message.headers[name];
      for (const one of Array.isArray(value) ? (value as readonly Bytes[]) : [value as Bytes]) {
        this.field(name);
        this.field(one);
      }
    }
  }

  private varInt(value: number): void {
    let coded = zigZag(value);
    while (coded > 0x7f) {
      this.bytes[this.at++] = (coded & 0x7f) | 0x80;
      coded >>>= 7;
    }
    this.bytes[this.at++] = coded;
  }

  private field(value: Bytes): void {
    const length = byteLength(value);
    this.varInt(length);
    if (length <= 0) return;
    if (typeof value === 'string') this.bytes.write(value, this.at, length);
    else (value as Buffer).copy(this.bytes, this.at);
    this.at += length;
  }
}
