import { createServer } from 'node:http';
import { Agent } from 'undici';

/** What one address for all cannot do without: take a request in, ask the owner, hand its answer on. PORT, OWNER_URL. */
function main({ PORT, OWNER_URL = '' }: NodeJS.ProcessEnv): void {
  const agent = new Agent({ connections: 128 });
  const server = createServer((request, response) => {
    const asked = { origin: OWNER_URL, path: request.url ?? '/', method: 'GET' } as const;
    agent.dispatch(asked, {
      onRequestStart: () => undefined,
      onResponseStart: (_, status, { 'content-length': length }) =>
        void response.writeHead(status, { 'content-type': 'application/json', 'content-length': String(length) }),
      onResponseData: (_, chunk) => void response.write(chunk),
      onResponseEnd: () => void response.end(),
      onResponseError: (_, error) => void response.destroy(error),
    });
  });
  server.listen(Number(PORT), '127.0.0.1');
}

main(process.env);
