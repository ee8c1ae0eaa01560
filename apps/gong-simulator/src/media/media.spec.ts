import type { Json, TestCompany } from '../../spec/simulator-client';
import { ask, enter, send, startForSpec } from '../../spec/simulator-client';
import type { RunningSimulator } from '../start-simulator';
import { MediaSigner } from './media-signer';

let running: RunningSimulator;
let acme: TestCompany;

beforeAll(async () => {
  running = await startForSpec('acme:20:30d:clean');
  acme = await enter(running, 'acme');
});
afterAll(() => running.stop());

async function firstCall(): Promise<{ id: string; audio: string; url: string }> {
  const { json } = await acme.post('/v2/calls/extensive', {
    filter: {},
    contentSelector: { exposedFields: { media: true } },
  });
  const [call] = json['calls'] as Json[];
  return {
    id: call?.['metaData']?.['id'] as string,
    audio: call?.['media']?.['audioUrl'] as string,
    url: call?.['metaData']?.['url'] as string,
  };
}

describe('media addresses', () => {
  it('are signed anew on each request, and play', async () => {
    const [one, other] = [await firstCall(), await firstCall()];
    expect(one.id).toBe(other.id);
    expect(one.audio).not.toBe(other.audio);
    const reply = await ask(one.audio);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'audio/wav']);
    expect(reply.text.slice(0, 4)).toBe('RIFF');
  });

  it('answer ranges as players ask for them', async () => {
    const { audio } = await firstCall();
    const range = (value: string) => ask(audio, { headers: { range: value } });
    expect((await range('bytes=0-99')).headers.get('content-range')).toBe('bytes 0-99/16044');
    expect((await range('bytes=16000-')).headers.get('content-length')).toBe('44');
    expect((await range('bytes=-10')).headers.get('content-range')).toBe('bytes 16034-16043/16044');
    expect((await range('bytes=99999-')).status).toBe(416);
  });

  it('are dead when they were changed, when they were killed, and when the recording was deleted', async () => {
    const { id, audio } = await firstCall();
    expect((await ask(`${audio}0`)).status).toBe(403);
    await send(`${running.url}/simulator/companies/acme/media/expire`, 'POST', {});
    expect((await ask(audio)).text).toContain('Request has expired');
    const fresh = await firstCall();
    expect((await ask(fresh.audio)).status).toBe(200);
    await send(`${running.url}/simulator/companies/acme/calls/${id}/recording`, 'DELETE', {});
    expect((await ask(fresh.audio)).status).toBe(404);
  });

  it('need their own scope', async () => {
    const poor = await enter(running, 'acme', 'api:calls:read:extensive');
    const body = { filter: {}, contentSelector: { exposedFields: { media: true } } };
    expect((await poor.post('/v2/calls/extensive', body)).status).toBe(401);
  });

  it('die after eight hours', () => {
    const nowMs = Date.parse('2026-03-31T18:00:00Z');
    const signer = new MediaSigner('seed', 'acme', 'http://gong.example');
    const { audioUrl } = JSON.parse(signer.block('42', false, nowMs)) as { audioUrl: string };
    const query = new URL(audioUrl).searchParams;
    expect(query.get('X-Amz-Expires')).toBe('28799');
    expect(signer.judge('42', 'audio', query, nowMs + 28_798_999)).toBe('good');
    expect(signer.judge('42', 'audio', query, nowMs + 28_799_000)).toBe('expired');
    expect(signer.judge('43', 'audio', query, nowMs)).toBe('forged');
    expect(signer.judge('42', 'video', query, nowMs)).toBe('forged');
  });

  it("lead from the call's link to a page", async () => {
    const { url } = await firstCall();
    expect((await ask(url)).text).toContain('<audio');
    expect((await ask(url.replace(/id=\d/, 'id=9'))).status).toBe(404);
  });
});
