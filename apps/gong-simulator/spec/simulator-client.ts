import { readConfig } from '../src/config';
import type { RunningSimulator } from '../src/start-simulator';
import { startSimulator } from '../src/start-simulator';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  json: { [name: string]: Json };
}

/** As free as JSON.parse leaves it: specs look into answers of many shapes, and each expectation says what it wants there. */
export type Json = ReturnType<typeof JSON.parse>;

export interface TestCompany {
  api: string;
  token: string;
  post(path: string, body: unknown): Promise<Reply>;
  get(path: string): Promise<Reply>;
}

export const now = '2026-03-31T18:00:00Z';

export async function startForSpec(
  companies: string,
  environment: Record<string, string> = {},
): Promise<RunningSimulator> {
  const off = { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' };
  const fixed = { SIMULATOR_PORT: '0', SIMULATOR_COMPANIES: companies, SIMULATOR_SEED: 'spec', SIMULATOR_NOW: now };
  return startSimulator(readConfig({ ...fixed, ...off, ...environment }));
}

export async function ask(url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') && text.startsWith('{');
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : {} };
}

export function send(url: string, method: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  return ask(url, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
}

/** A company with a token for everything, as the control API hands one out. */
export async function enter(running: RunningSimulator, key: string, scope?: string): Promise<TestCompany> {
  const { json } = await send(
    `${running.url}/simulator/companies/${key}/tokens`,
    'POST',
    scope === undefined ? {} : { scope },
  );
  const api = String(json['api_base_url_for_customer']);
  const token = String(json['access_token']);
  const headers = { authorization: `Bearer ${token}` };
  return {
    api,
    token,
    post: (path, body) => send(api + path, 'POST', body, headers),
    get: (path) => ask(api + path, { headers }),
  };
}

export const fullContent = {
  context: 'Basic',
  exposedFields: {
    parties: true,
    content: {
      trackers: true,
      trackerOccurrences: true,
      brief: true,
      keyPoints: true,
      highlights: true,
      outline: true,
    },
  },
};

/** Every page of a window, as a sync reads it. */
export async function readAll(
  company: TestCompany,
  filter: object = {},
  contentSelector: object = {},
): Promise<Json[][]> {
  const pages: Json[][] = [];
  let cursor: string | undefined;
  do {
    const reply = await company.post('/v2/calls/extensive', { filter, contentSelector, ...(cursor && { cursor }) });
    if (reply.status !== 200) throw new Error(`page ${pages.length}: ${reply.status} ${reply.text}`);
    pages.push(reply.json['calls'] ?? []);
    cursor = reply.json['records']?.['cursor'];
  } while (cursor !== undefined);
  return pages;
}
