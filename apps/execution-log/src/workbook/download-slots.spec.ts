import { DownloadSlots } from './download-slots';

/** A download that goes on until it is told to end. */
const begin = (slots: DownloadSlots, tenantId: string) => {
  let finish = (_error?: Error): void => undefined;
  const work = new Promise<void>((resolve, reject) => {
    finish = (error) => (error === undefined ? resolve() : reject(error));
  });
  return { done: slots.take(tenantId, () => work), finish };
};
const refused = (slots: DownloadSlots, tenantId: string) =>
  expect(slots.take(tenantId, async () => undefined)).rejects.toMatchObject({
    code: 'log.busy',
    status: 429,
    headers: { 'retry-after': '10' },
  });

describe('downloads at once (S30)', () => {
  it('are two of one tenant, and a third once one has ended, also when it failed', async () => {
    const slots = new DownloadSlots();
    const first = begin(slots, 'acme');
    begin(slots, 'acme');
    await refused(slots, 'acme');
    await expect(slots.take('other', async () => 'sent')).resolves.toBe('sent');
    first.finish(new Error('the reader left'));
    await expect(first.done).rejects.toThrow('the reader left');
    await expect(slots.take('acme', async () => 'sent')).resolves.toBe('sent');
  });

  it('are four of all tenants', async () => {
    const slots = new DownloadSlots();
    for (const tenantId of ['a', 'b', 'c', 'd']) begin(slots, tenantId);
    await refused(slots, 'e');
  });
});
