import { throttlesOf } from '../sign-in/throttle';
import { limitKey } from './limit-key';

describe('what limits count an address by (X3)', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['unknown', 'unknown'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:ffff::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, key) => {
    expect(limitKey(address)).toBe(key);
  });

  it('gives whoever has a network of IPv6 no more guesses at passwords than who has one address', () => {
    const keys = (address: string) => throttlesOf('kim@example.com', address).map(({ key }) => key);
    expect(keys('2001:db8:1:2::7')).toEqual(keys('2001:db8:1:2:ffff::8'));
    expect(keys('2001:db8:1:3::7')).not.toEqual(keys('2001:db8:1:2::7'));
    expect(keys('203.0.113.9')).not.toEqual(keys('203.0.113.8'));
  });
});
