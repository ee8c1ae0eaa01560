import * as fc from 'fast-check';

/** Fields 1 to 12 of any kind, whole or cut off: nearer to a message of protobuf than plain bytes. */
const field = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 1, 2, 5), fc.uint8Array({ maxLength: 40 }))
  .map(([number, kind, rest]) => [number * 8 + kind, ...(kind === 2 ? [rest.length] : []), ...rest]);

/** What somebody may send who knows no .proto. */
export const randomMessage: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((all) => [...all]),
  fc.array(field, { maxLength: 4 }).map((fields) => fields.flat()),
);
