import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { streamTo } from './stream-to';

describe('streaming to a reader', () => {
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
