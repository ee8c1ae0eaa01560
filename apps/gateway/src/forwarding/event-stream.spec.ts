import { getEventListeners } from 'node:events';
import { PassThrough } from 'node:stream';
import { untilStopped } from './event-stream';

const read = async (pieces: AsyncIterable<Uint8Array>): Promise<string> => {
  let text = '';
  for await (const piece of pieces) text += Buffer.from(piece).toString();
  return text;
};

describe('streams of events', () => {
  it('end after their longest time, so that who listens is asked again who they are', async () => {
    const [body, stopping] = [new PassThrough(), new AbortController()];
    body.write('data: 1\n\n');
    expect(await read(untilStopped(body, stopping.signal, 20))).toBe('data: 1\n\n');
    expect(body.destroyed).toBe(true);
    // Streams come and go; that signal lives as long as the process.
    expect(getEventListeners(stopping.signal, 'abort')).toEqual([]);
  });

  it('end when the process stops', async () => {
    const [body, stopping] = [new PassThrough(), new AbortController()];
    const reading = read(untilStopped(body, stopping.signal));
    body.write('data: 1\n\n');
    body.once('data', () => stopping.abort());
    expect(await reading).toBe('data: 1\n\n');
  });

  it('break when their owner breaks: that is not an end', async () => {
    const body = new PassThrough();
    const reading = read(untilStopped(body, new AbortController().signal));
    body.destroy(new Error('cut off'));
    await expect(reading).rejects.toThrow('cut off');
  });
});
