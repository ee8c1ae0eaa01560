import { StreamSlots } from './stream-slots';

describe('open streams of a tenant', () => {
  it('are so many at the most, whatever others have open, and a place left is free once', () => {
    const slots = new StreamSlots(2);
    const leave = slots.take('acme');
    slots.take('acme');
    expect(() => slots.take('acme')).toThrow('rate.limited');
    slots.take('other');
    leave();
    leave();
    slots.take('acme');
    expect(() => slots.take('acme')).toThrow('2 streams of yours are open already');
  });
});
