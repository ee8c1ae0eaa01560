import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const CLIENT_ID = 'gong-timeline';
export const CLIENT_SECRET = 'the-secret-that-the-provider-gave-to-us';

export interface Told {
  readonly account: Readonly<Record<string, unknown>> & { readonly sub: string };
  readonly deny?: boolean;
  readonly tamper?: string;
  /** Laid over what the provider says of itself. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** The real provider of `oidc-provider.cjs`, and a person at it. */
export class IdentityProviderProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly issuer: string,
  ) {}

  static async start(publicUrl: string): Promise<IdentityProviderProcess> {
    const child = fork(join(__dirname, 'oidc-provider.cjs'), {
      env: { PUBLIC_URL: publicUrl, CLIENT_ID, CLIENT_SECRET },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [{ issuer }] = (await once(child, 'message')) as [{ issuer: string }];
    return new IdentityProviderProcess(child, issuer);
  }

  async tell(told: Told): Promise<void> {
    const heard = once(this.child, 'message');
    this.child.send(told);
    await heard;
  }

  /** Follows the provider's own redirects, as a browser does, until it sends the person back to us. */
  async consent(authorizeUrl: string): Promise<URL> {
    const cookies = new Map<string, string>();
    let at = new URL(authorizeUrl);
    for (let step = 0; step < 10; step += 1) {
      if (at.origin !== this.issuer) return at;
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
      at = new URL(location, at);
    }
    throw new Error('The provider led round in a circle');
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill();
    await gone;
  }
}
