import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How an answer is spoiled on its way: with what was sent quoted in it, as careless servers and proxies do. */
export type Spoiling = 'echo-500' | 'malformed-echo';

/** Stands between the system and its Gong: remembers each secret that passes, and spoils answers. */
export class RecordingProxy {
  readonly secrets = new Map<string, string>();
  private target = '';
  private readonly spoilings: { readonly path: RegExp; readonly how: Spoiling }[] = [];
  private readonly server = createServer((asked, response) => void this.pass(asked, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  leadTo(target: string): void {
    this.target = target;
  }

  /** The next request to such a path. */
  spoil(path: RegExp, how: Spoiling): void {
    this.spoilings.push({ path, how });
  }

  get isSpoilt(): boolean {
    return this.spoilings.length === 0;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private remember(what: string, value: string | null | undefined): void {
    if (value != null && value.length >= 12 && ![...this.secrets.values()].includes(value)) {
      this.secrets.set(`${what} ${this.secrets.size}`, value);
    }
  }

  private async pass(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(asked);
    const url = new URL(asked.url ?? '/', this.url);
    const sent = asked.headers.authorization?.split(' ')[1];
    this.remember(
      asked.headers.authorization?.startsWith('Basic') === true ? 'client credentials' : 'access token',
      sent,
    );
    for (const parameters of [url.searchParams, new URLSearchParams(body)]) {
      for (const name of ['code', 'refresh_token', 'state', 'client_secret']) this.remember(name, parameters.get(name));
    }
    const index = this.spoilings.findIndex(({ path }) => path.test(url.pathname));
    const [spoiling] = index === -1 ? [] : this.spoilings.splice(index, 1);
    if (spoiling?.how === 'echo-500') {
      const echo = { error: `could not serve ${asked.method} ${asked.url}`, headers: asked.headers, body };
      response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify(echo));
      return;
    }
    const headers = { ...asked.headers, host: new URL(this.target).host };
    const onward = request(this.target + (asked.url ?? '/'), { method: asked.method, headers }, (answer) => {
      void textOf(answer).then((text) => {
        this.learn(answer.headers.location, text);
        const spoilt = spoiling === undefined ? text : `{"access_token":"${sent}","request":"${asked.url}",${text}`;
        const { 'content-length': _, 'transfer-encoding': __, ...rest } = answer.headers;
        response.writeHead(answer.statusCode ?? 502, rest).end(spoilt);
      });
    });
    onward.on('error', () => response.destroy()).end(body);
  }

  private learn(location: string | undefined, text: string): void {
    if (location !== undefined && URL.canParse(location)) {
      const back = new URL(location).searchParams;
      for (const name of ['code', 'state']) this.remember(name, back.get(name));
    }
    for (const [, name = '', value = ''] of text.matchAll(/"(access_token|refresh_token)"\s*:\s*"([^"]+)"/g)) {
      this.remember(name.replace('_', ' '), value);
    }
  }
}

const textOf = async (stream: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};
