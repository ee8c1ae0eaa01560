import { uuidV7 } from './uuid-v7';

describe('the id of a new row', () => {
  it('is a UUID of version 7', () => {
    expect(uuidV7(new Date('2026-03-03T12:00:00Z'), new Uint8Array(10).fill(0xff))).toBe(
      '019cb391-c200-7fff-bfff-ffffffffffff',
    );
  });

  it('sorts after an older one, whatever the random part', () => {
    const older = uuidV7(new Date(1_000), new Uint8Array(10).fill(0xff));
    expect(uuidV7(new Date(1_001), new Uint8Array(10)) > older).toBe(true);
  });
});
