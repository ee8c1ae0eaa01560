import type { OutboxMessage } from './outbox-message';
import { RecentMessages } from './recent-messages';

const message = (value: string): OutboxMessage => ({ topic: 't', tenantId: 'acme', key: 'k', headers: {}, value });

describe('RecentMessages', () => {
  it('keeps nothing until a relay of this process sends for the shard', () => {
    const recent = new RecentMessages();
    expect(recent.keeps(3)).toBe(false);
    recent.keepFor([3, 4]);
    expect([recent.keeps(3), recent.keeps(5)]).toEqual([true, false]);
  });

  it('gives a message once', () => {
    const recent = new RecentMessages();
    recent.add(7, message('seven'));
    expect(recent.take(7)).toEqual(message('seven'));
    expect(recent.take(7)).toBeUndefined();
  });

  it('forgets the oldest when it holds too much', () => {
    const recent = new RecentMessages();
    const large = 'x'.repeat(3 * 1024 * 1024);
    for (const position of [1, 2, 3]) recent.add(position, message(large));
    expect(recent.take(1)).toBeUndefined();
    expect(recent.take(2)?.value).toBe(large);
    expect(recent.take(3)?.value).toBe(large);
  });

  it('forgets all when the shards go to another process', () => {
    const recent = new RecentMessages();
    recent.keepFor([0]);
    recent.add(1, message('one'));
    recent.keepFor([]);
    expect(recent.take(1)).toBeUndefined();
  });
});
