import { getEventListeners } from 'node:events';
import { Writable } from 'node:stream';
import { whoAmI } from '@gong-timeline/contracts';
import { Metadata } from '@grpc/grpc-js';
import { answerStream, type AnsweringParts } from './answer-calls';
import type { ServedMethod } from './served-method';

type Answer = ReturnType<typeof answerStream>;

/** A stream of one message: what it came to, and how many listened for the end of process or call meanwhile and after. */
const streamed = async (stream: (listeners: () => number) => AsyncGenerator<Buffer>) => {
  const stopping = new AbortController();
  const written = new Writable({ write: (_piece, _encoding, done) => done() });
  const listeners = () => getEventListeners(stopping.signal, 'abort').length + written.listenerCount('cancelled');
  const surface = Object.assign(written, {
    request: Buffer.alloc(0),
    metadata: new Metadata(),
    getDeadline: () => Number.POSITIVE_INFINITY,
    getPath: () => '/gong_timeline.jobs.v1.JobService/WatchJob',
    getPeer: () => '127.0.0.1:1',
  });
  written.on('error', () => undefined);
  const method = { definition: { method: 'WatchJob', like: whoAmI }, stream: () => stream(listeners) };
  const code = await new Promise<string>((resolve) => {
    const parts = {
      authenticate: async () => ({ tenantId: 'acme', actorId: 'ann', role: 'member' }),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      observe: (seen: { code: string }) => resolve(seen.code),
      stopping: stopping.signal,
    } as unknown as AnsweringParts;
    const answer = answerStream(method as unknown as Extract<ServedMethod, { stream: unknown }>, parts);
    answer(surface as unknown as Parameters<Answer>[0]);
  });
  return { code, after: listeners() };
};

describe('a stream over gRPC (X2)', () => {
  it('hears of the end of the process and of the caller while it runs, and leaves nothing there when it is over', async () => {
    let meanwhile = 0;
    const over = await streamed(async function* (listeners) {
      meanwhile = listeners();
      yield Buffer.from('one');
    });
    expect({ meanwhile, ...over }).toEqual({ meanwhile: 2, code: 'OK', after: 0 });
  });

  it('leaves nothing there when it fails, either', async () => {
    const failed = await streamed(async function* () {
      yield Buffer.from('one');
      throw new Error('The database is gone');
    });
    expect(failed).toEqual({ code: 'INTERNAL', after: 0 });
  });
});
