import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Gong } from './gong';

export interface HeldGong {
  /** What a replica is started with, so that it asks Gong for tokens by this way. */
  readonly config: { readonly GONG_TOKEN_URL: string; readonly ALLOWED_PRIVATE_HOSTS: string };
  /** Fails until somebody waits. */
  readonly isAsked: () => void;
  /** What waits goes on to Gong, and so does all that comes after. */
  letGo(): void;
  stop(): Promise<void>;
}

/** A way to Gong's tokens on which every question waits until it is let go: what a spec does meanwhile may take its time. */
export async function holdGong(gong: Gong): Promise<HeldGong> {
  let letGo = () => undefined as unknown;
  const opened = new Promise<void>((resolve) => {
    letGo = () => resolve();
  });
  let asked = 0;
  const server = createServer(async ({ url, method = 'POST', headers: { authorization = '' } }, response) => {
    asked += 1;
    await opened;
    const answer = await fetch(gong.url + url, { method, headers: { authorization } });
    const text = await answer.text();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    config: {
      GONG_TOKEN_URL: `http://${host}/oauth2/generate-customer-token`,
      ALLOWED_PRIVATE_HOSTS: `${host},${new URL(gong.url).host}`,
    },
    isAsked: () => expect(asked).toBe(1),
    letGo: () => void letGo(),
    stop: async () => {
      letGo();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
