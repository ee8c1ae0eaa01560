import type { System } from './system';

/** A block of a call's JSON at Gong, verbatim; null and missing differ. */
export interface CallBlocks {
  readonly metaData?: object;
  readonly context?: unknown;
  readonly parties?: unknown;
  readonly content?: unknown;
  readonly interaction?: unknown;
}

interface ShownCall {
  readonly id: string;
  readonly call: { readonly metaData: Record<string, unknown>; readonly parties: readonly object[] };
}

/** What happens at one simulated Gong company, by the simulator's control API. */
export class AtGong {
  constructor(
    private readonly system: Pick<System, 'simulatorUrl'>,
    private readonly company: string,
  ) {}

  /** A call of an hour ago, unless it says another start; `usual`: one that finds its company and its author. */
  async addCall(
    call: CallBlocks & { readonly template?: 'usual' | 'bare'; readonly appearsAt?: string },
  ): Promise<string> {
    return (await this.send<ShownCall>('POST', `/calls`, { template: 'usual', ...call })).id;
  }

  async callShown(callId: string): Promise<ShownCall['call']> {
    return (await this.send<ShownCall>('GET', `/calls/${callId}`)).call;
  }

  /** Blocks given replace the old ones whole. */
  replace(callId: string, blocks: CallBlocks): Promise<unknown> {
    return this.send('PUT', `/calls/${callId}`, blocks);
  }

  /** A merge patch: what is not named stays. */
  edit(callId: string, blocks: CallBlocks): Promise<unknown> {
    return this.send('PATCH', `/calls/${callId}`, blocks);
  }

  remove(callId: string): Promise<unknown> {
    return this.send('DELETE', `/calls/${callId}`);
  }

  does(
    callId: string,
    action: 'private' | 'public' | 'hide' | 'appear' | 'repeat' | 'vanish' | 'restore',
    how: object = {},
  ): Promise<unknown> {
    return this.send('POST', `/calls/${callId}/${action}`, how);
  }

  addUser(user: object): Promise<{ readonly id: string }> {
    return this.send('POST', '/users', user);
  }

  suffers(fault: { readonly kind: string; readonly [more: string]: unknown }): Promise<unknown> {
    return this.ask('POST', '/simulator/faults', { company: this.company, ...fault });
  }

  /** Whatever faults are still to come, of all companies, do not. */
  mend(): Promise<unknown> {
    return this.ask('DELETE', '/simulator/faults');
  }

  /** Requests below /v2 so far, of whatever kind and answer. */
  async requests(): Promise<number> {
    const { companies } = await this.ask<{ companies: Record<string, { requests: Record<string, object> }> }>(
      'GET',
      '/simulator/stats',
    );
    return Object.entries(companies[this.company]?.requests ?? {})
      .filter(([path]) => path.includes('/v2/'))
      .flatMap(([, byStatus]) => Object.values(byStatus) as number[])
      .reduce((sum, count) => sum + count, 0);
  }

  private send<T>(method: string, path: string, body?: object): Promise<T> {
    return this.ask(method, `/simulator/companies/${this.company}${path}`, body);
  }

  private async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(this.system.simulatorUrl + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  }
}
