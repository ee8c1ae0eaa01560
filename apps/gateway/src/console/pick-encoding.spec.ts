import { pickEncoding } from './pick-encoding';

describe('the encoding of an asset', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['GZIP', 'gzip'],
    ['deflate', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('for "%s" is %s', (header, name) => {
    expect(pickEncoding(header)?.name).toBe(name);
  });
});
