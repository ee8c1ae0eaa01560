import { Readable } from 'node:stream';
import { RequestBody } from './request-body';

describe('the body of an import (X4)', () => {
  it('may be left in the middle without cutting the sender off, and drained', async () => {
    const sent = Readable.from([Buffer.from('a'), Buffer.from('b'), Buffer.from('c')]);
    const body = new RequestBody(sent);
    for await (const piece of body) {
      expect(piece.toString()).toBe('a');
      break;
    }
    expect(sent.destroyed).toBe(false);
    await body.drain();
    expect(sent.readableEnded).toBe(true);
  });

  it('that is larger than a file may be is refused with what to do', async () => {
    const body = new RequestBody(Readable.from([Buffer.alloc(6), Buffer.alloc(6)]), 10);
    await expect(body.drain()).rejects.toMatchObject({
      code: 'request.too-large',
      detail: expect.stringContaining('several files'),
    });
  });
});
