import { join } from 'node:path';

interface Process {
  waitForLine(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}
type Spawn = (file: string, options: { args: string[]; env: Record<string, string> }) => Promise<Process>;

export interface GongStats {
  readonly tokenExchanges: number;
  readonly tokenRefreshes: number;
  readonly tokenRefusals: number;
  readonly maxConcurrentRefreshes: number;
}

export interface TokenFault {
  readonly kind: string;
  readonly times?: number;
  readonly delayMs?: number;
}

/** The Gong simulator as a process of its own: specs talk to it over HTTP, as to Gong, and import nothing of it. */
export interface Gong {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  addCompany(key: string): Promise<void>;
  stats(company: string): Promise<GongStats>;
  failTokenRequests(company: string, fault: TokenFault): Promise<void>;
  revokeGrants(company: string): Promise<void>;
  stop(): Promise<void>;
}

const NO_STATS: GongStats = { tokenExchanges: 0, tokenRefreshes: 0, tokenRefusals: 0, maxConcurrentRefreshes: 0 };

export async function startGong(spawnNode: Spawn): Promise<Gong> {
  const clientId = 'gong-timeline-specs';
  const clientSecret = 'canary-client-secret-5d1f';
  const main = join(__dirname, '../../gong-simulator/src/main.ts');
  const simulator = await spawnNode(join(__dirname, '../../../tools/run-typescript.cjs'), {
    args: [main],
    env: { SIMULATOR_PORT: '0', SIMULATOR_CLIENT_ID: clientId, SIMULATOR_CLIENT_SECRET: clientSecret },
  });
  const { url } = JSON.parse(await simulator.waitForLine(/"listening":true/)) as { url: string };

  const control = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${url}/simulator${path}`, init);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    url,
    clientId,
    clientSecret,
    addCompany: (key) => control('POST', '/companies', { key }),
    stats: async (company) => {
      const { companies } = await control<{ companies: Record<string, GongStats> }>('GET', '/stats');
      return companies[company] ?? NO_STATS;
    },
    failTokenRequests: (company, fault) =>
      control('POST', '/faults', { company, path: '/oauth2/generate-customer-token', ...fault }),
    revokeGrants: (company) => control('POST', `/companies/${company}/grant/revoke`, {}),
    stop: () => simulator.stop(),
  };
}

/** What an admin's browser does at Gong: choose the company, sign in as its technical admin, allow or deny. */
export async function consent(
  authorizeUrl: string,
  { company, decision = 'allow', scope }: { company: string; decision?: 'allow' | 'deny'; scope?: string },
): Promise<URL> {
  const asked = new URL(authorizeUrl);
  asked.searchParams.set('company', company);
  if (scope !== undefined) asked.searchParams.set('scope', scope);
  const page = await fetch(asked);
  const html = await page.text();
  if (!page.ok) throw new Error(`Gong's consent page: ${page.status} ${html}`);
  const fields = [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  const form = new URLSearchParams(Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value])));
  // Technical admins stand first.
  form.set('userId', /<option value="(\d+)">/.exec(html)?.[1] ?? '');
  form.set('decision', decision);
  const answer = await fetch(new URL('/oauth2/authorize', asked), { method: 'POST', body: form, redirect: 'manual' });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`Gong's consent: ${answer.status} ${await answer.text()}`);
  return new URL(location);
}
