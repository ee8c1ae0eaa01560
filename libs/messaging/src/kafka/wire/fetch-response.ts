/** A record as kafkajs hands it to a consumer. */
interface FetchedRecord {
  readonly magicByte: number;
  readonly attributes: number;
  readonly timestamp: string;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Record<string, Buffer | null | (Buffer | null)[]>;
  readonly isControlRecord: boolean;
  readonly batchContext: { readonly producerId: string; readonly inTransaction: boolean };
}

const MAGIC = 2;
const BATCH_PREFIX_BYTES = 12;
const BATCH_HEADER_BYTES = 61;
const COMPRESSION_MASK = 0x07;
const LOG_APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;

/** Thrown for what this decoder does not read (compressed or ancient batches): kafkajs's own decoder then does. */
export class NotOurs extends Error {
  override readonly name = 'NotOurs';
}

/** Fetch response, version 11. Keys, values and headers are slices of the response: nothing is copied. */
export function decodeFetch(bytes: Buffer): unknown {
  const reader = new Reader(bytes);
  const clientSideThrottleTime = reader.int32();
  const errorCode = reader.int16();
  const sessionId = reader.int32();
  const responses = reader.array(() => ({
    topicName: reader.text(),
    partitions: reader.array(() => ({
      partition: reader.int32(),
      errorCode: reader.int16(),
      highWatermark: reader.int64().toString(),
      lastStableOffset: reader.int64().toString(),
      lastStartOffset: reader.int64().toString(),
      abortedTransactions: reader.array(() => ({
        producerId: reader.int64().toString(),
        firstOffset: reader.int64().toString(),
      })),
      preferredReadReplica: reader.int32(),
      messages: readBatches(reader),
    })),
  }));
  return { throttleTime: 0, clientSideThrottleTime, errorCode, sessionId, responses };
}

function readBatches(reader: Reader): FetchedRecord[] {
  const size = reader.int32();
  const records: FetchedRecord[] = [];
  const end = reader.at + Math.max(0, size);
  // The last batch may be cut off: the broker sends as many bytes as were asked for.
  while (end - reader.at >= BATCH_HEADER_BYTES) {
    const length = reader.bytes.readInt32BE(reader.at + 8) + BATCH_PREFIX_BYTES;
    if (end - reader.at < length) break;
    readBatch(reader, reader.at, records);
    reader.at += length;
  }
  reader.at = end;
  return records;
}

function readBatch({ bytes }: Reader, start: number, records: FetchedRecord[]): void {
  const attributes = bytes.readInt16BE(start + 21);
  if (bytes.readInt8(start + 16) !== MAGIC || (attributes & COMPRESSION_MASK) !== 0) throw new NotOurs('not ours');
  const firstOffset = bytes.readBigInt64BE(start);
  const firstTimestamp = Number(bytes.readBigInt64BE(start + 27));
  const maxTimestamp = Number(bytes.readBigInt64BE(start + 35));
  const isControlRecord = (attributes & CONTROL) !== 0;
  const batchContext = {
    producerId: bytes.readBigInt64BE(start + 43).toString(),
    inTransaction: (attributes & TRANSACTIONAL) !== 0,
  };
  const appendTime = (attributes & LOG_APPEND_TIME) !== 0 && maxTimestamp > 0 ? maxTimestamp : null;
  const reader = new Reader(bytes, start + BATCH_HEADER_BYTES);
  for (let left = bytes.readInt32BE(start + 57); left > 0; left--) {
    const next = reader.varInt() + reader.at;
    reader.at += 1;
    const timestamp = appendTime ?? firstTimestamp + reader.varLong();
    const offset = firstOffset + BigInt(reader.varInt());
    records.push({
      magicByte: MAGIC,
      attributes: 0,
      timestamp: String(timestamp),
      offset: offset.toString(),
      key: reader.field(),
      value: reader.field(),
      headers: readHeaders(reader),
      isControlRecord,
      batchContext,
    });
    reader.at = next;
  }
}

function readHeaders(reader: Reader): FetchedRecord['headers'] {
  // Without a prototype: a header may be called `__proto__`, and kafkajs trips over `constructor`.
  const headers: FetchedRecord['headers'] = Object.create(null);
  for (let left = reader.varInt(); left > 0; left--) {
    const name = reader.name();
    const value = reader.field();
    const before = headers[name];
    headers[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return headers;
}

class Reader {
  constructor(
    readonly bytes: Buffer,
    public at = 0,
  ) {}

  int16(): number {
    const value = this.bytes.readInt16BE(this.at);
    this.at += 2;
    return value;
  }

  int32(): number {
    const value = this.bytes.readInt32BE(this.at);
    this.at += 4;
    return value;
  }

  int64(): bigint {
    const value = this.bytes.readBigInt64BE(this.at);
    this.at += 8;
    return value;
  }

  text(): string {
    const length = this.int16();
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }

  array<T>(read: () => T): T[] {
    const items: T[] = [];
    for (let left = this.int32(); left > 0; left--) items.push(read());
    return items;
  }

  varInt(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
    }
  }

  /** Of a time: well within what a number holds. */
  varLong(): number {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.bytes[this.at++] as number;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number((value >> 1n) ^ -(value & 1n));
    }
  }

  field(): Buffer | null {
    const length = this.varInt();
    if (length < 0) return null;
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  name(): string {
    const length = this.varInt();
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }
}
