import { isIPv6 } from 'node:net';

const GROUPS = 8;
const OF_THE_NETWORK = 4;

/**
 * What limits count an address by. Of IPv6 its first 64 bits: whoever has one address has all that begin so, more than
 * any limit could count.
 */
export const limitKey = (address: string): string => {
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return address;
  const [before = '', after] = bare.split('::');
  const [head, tail] = [groupsOf(before), groupsOf(after ?? '')];
  const zeros = after === undefined ? 0 : Math.max(0, GROUPS - head.length - tail.length);
  const all = [...head, ...Array.from({ length: zeros }, () => '0'), ...tail];
  return `${all
    .slice(0, OF_THE_NETWORK)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
};

const groupsOf = (text: string): string[] => text.split(':').filter((group) => group !== '');
