import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { streamTo } from './stream-to';

describe('streaming to a reader', () => {
  afterEach(() => jest.useRealTimers());

  it('is sent when the reader has all of it', async () => {
    const chunks: string[] = [];
    const reader = new Writable({
      write: (chunk, _, done) => {
        chunks.push(String(chunk));
        done();
      },
    });
    const ending = await streamTo(reader, async (to) => {
      to.write('a');
      to.end('b');
    });
    expect(ending).toBe('sent');
    expect(chunks.join('')).toBe('ab');
  });

  it('tells the writer when the reader leaves, and ends without an error', async () => {
    const reader = new PassThrough();
    const ending = streamTo(reader, async (_, signal) => {
      reader.destroy();
      await once(signal, 'abort');
      throw new Error('could not go on');
    });
    expect(await ending).toBe('reader-left');
  });

  it('lets go of a reader who takes nothing any more, be it in the middle or at the end', async () => {
    const stuck = () => new Writable({ highWaterMark: 1, write: () => undefined });
    const inTheMiddle = streamTo(
      stuck(),
      async (to, signal) => {
        while (to.write('x'.repeat(100_000)));
        await once(to, 'drain', { signal });
      },
      20,
    );
    const atTheEnd = streamTo(stuck(), async (to) => void to.end('x'), 20);
    expect(await Promise.all([inTheMiddle, atTheEnd])).toEqual(['reader-left', 'reader-left']);
  });

  it('waits for a writer who has nothing yet, however long', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const ending = streamTo(
      new PassThrough().resume(),
      async (to) => {
        jest.advanceTimersByTime(60);
        to.end('late');
      },
      10,
    );
    expect(await ending).toBe('sent');
  });

  it('cuts the reader off when the writer fails, and says why', async () => {
    const reader = new PassThrough();
    const ending = streamTo(reader, async (to) => {
      to.write('half of it');
      throw new Error('the database went away');
    });
    await expect(ending).rejects.toThrow('the database went away');
    expect(reader.destroyed).toBe(true);
    expect(reader.writableFinished).toBe(false);
  });
});
