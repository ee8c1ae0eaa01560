import { cutMiddle } from './cut-middle';

describe('an id that is cut', () => {
  it.each([
    ['cd2f012b-7c1e-4b1a-9d3c-0a1b2c3da91c', 12, 'cd2f01…3da91c'],
    ['7782342274025937895', 9, '77823…7895'],
    ['1234567890123', 12, '1234567890123'],
    ['', 12, ''],
  ])('%s keeps %s signs of its beginning and end', (id, keep, shown) => {
    expect(cutMiddle(id, keep)).toBe(shown);
  });
});
