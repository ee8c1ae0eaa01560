/** How the elements of one type of array stand in PostgreSQL's binary format. */
interface Element {
  readonly oid: number;
  /** Bytes of an element; -1 when the driver had better take it, and complain if it is wrong. */
  sizeOf(item: string): number;
  write(item: string, bytes: Buffer, at: number): void;
}

const text = (oid: number): Element => ({
  oid,
  sizeOf: (item) => Buffer.byteLength(item),
  write: (item, bytes, at) => void bytes.write(item, at),
});

/** Version 1 of jsonb's own format stands before its text. */
const JSONB_VERSION = 1;
const JSONB: Element = {
  oid: 3802,
  sizeOf: (item) => 1 + Buffer.byteLength(item),
  write: (item, bytes, at) => void bytes.write(item, bytes.writeUInt8(JSONB_VERSION, at)),
};

const UUID: Element = {
  oid: 2950,
  sizeOf: (item) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(item) ? 16 : -1),
  write: (item, bytes, at) => void bytes.write(item.replaceAll('-', ''), at, 'hex'),
};

const ELEMENTS: Readonly<Record<string, Element>> = { text: text(25), json: text(114), jsonb: JSONB, uuid: UUID };

const casts = new Map<string, ReadonlyMap<number, Element>>();
/** Statements are constants of the stores; one that is put together anew each time must not fill the memory. */
const CASTS_KEPT = 1_000;

function castsOf(sql: string): ReadonlyMap<number, Element> {
  let found = casts.get(sql);
  if (found === undefined) {
    const pairs = [...sql.matchAll(/\$(\d+)::(text|jsonb?|uuid)\[\]/g)];
    found = new Map(pairs.map(([, index, type]) => [Number(index) - 1, ELEMENTS[type as string] as Element]));
    if (casts.size < CASTS_KEPT) casts.set(sql, found);
  }
  return found;
}

/**
 * Parameters that are cast to `text[]`, `json[]`, `jsonb[]` or `uuid[]` go in PostgreSQL's binary format. The driver
 * would quote and escape every element: for 1,000 rows of 2.5 KB that costs 38 ms of CPU here and 45 in PostgreSQL,
 * this way 6 and 13. Elements may be strings (JSON as text) or null; an array of anything else is left to the driver.
 */
export function withBinaryArrays(sql: string, parameters: readonly unknown[]): unknown[] {
  const found = castsOf(sql);
  if (found.size === 0) return parameters as unknown[];
  return parameters.map((parameter, index) => {
    const element = found.get(index);
    return element === undefined ? parameter : (encode(parameter, element) ?? parameter);
  });
}

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;

/**
 * array_recv: dimensions, has-nulls flag, element type; then length and lower bound; then each element with its length.
 * Null when it is not an array of elements that can be encoded.
 */
function encode(items: unknown, element: Element): Buffer | null {
  if (!Array.isArray(items)) return null;
  const sizes = new Int32Array(items.length);
  let size = HEADER_BYTES;
  for (const [index, item] of items.entries()) {
    const isNull = item === null || item === undefined;
    if (!isNull && typeof item !== 'string') return null;
    const itemSize = isNull ? NULL_LENGTH : element.sizeOf(item);
    if (itemSize < 0 && !isNull) return null;
    sizes[index] = itemSize;
    size += LENGTH_BYTES + Math.max(0, itemSize);
  }
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeInt32BE(items.length === 0 ? 0 : 1, 0);
  bytes.writeInt32BE(1, 4);
  bytes.writeInt32BE(element.oid, 8);
  if (items.length === 0) return bytes.subarray(0, 12);
  bytes.writeInt32BE(items.length, 12);
  bytes.writeInt32BE(1, 16);
  let at = HEADER_BYTES;
  for (let index = 0; index < items.length; index++) {
    const itemSize = sizes[index] as number;
    at = bytes.writeInt32BE(itemSize, at);
    if (itemSize < 0) continue;
    element.write(items[index] as string, bytes, at);
    at += itemSize;
  }
  return bytes;
}
