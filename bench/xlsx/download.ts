import { createWriteStream } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { JOB_ID, TENANT_ID } from './fill-log';

export interface Service {
  readonly url: string;
  /** Runs out: asked for anew for each request. */
  bearer(): string;
}

export const openDownload = ({ url, bearer }: Service): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${bearer()}`,
      'x-tenant-id': TENANT_ID,
      'x-actor-id': 'bench',
      'x-actor-role': 'admin',
    };
    request(`${url}/api/jobs/${JOB_ID}/log.xlsx`, { headers, agent: false })
      .on('response', (response) => {
        if (response.statusCode === 200) resolve(response);
        else reject(new Error(`The download was answered with ${response.statusCode}`));
      })
      .on('error', reject)
      .end();
  });

/** Reads it as fast as it comes; gives its bytes. Fails when it was cut off. */
export async function downloadAll(service: Service, keep: string | null): Promise<number> {
  const response = await openDownload(service);
  let bytes = 0;
  response.on('data', (piece: Buffer) => {
    bytes += piece.length;
  });
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
  await pipeline(response, keep === null ? nowhere : createWriteStream(keep));
  return bytes;
}
