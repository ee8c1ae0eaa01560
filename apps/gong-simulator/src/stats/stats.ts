interface CompanyStats {
  /** Path with `{id}` for ids, then status, then how many. */
  requests: Record<string, Record<string, number>>;
  throttled: number;
  callsServed: number;
  tokenExchanges: number;
  tokenRefreshes: number;
  tokenRefusals: number;
  maxConcurrentRefreshes: number;
  maxConcurrentRequests: number;
}

/** What was asked since the start or the last reset; requests of no company are filed under `-`. */
export class Stats {
  private since = new Date();
  private companies = new Map<string, CompanyStats>();
  private readonly busy = new Map<string, number>();

  record(company: string | null, path: string, status: number | 'cut', callsServed = 0): void {
    const stats = this.of(company);
    const byStatus = (stats.requests[templated(path)] ??= {});
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    stats.callsServed += callsServed;
    if (status === 429) stats.throttled += 1;
  }

  tokenRequest(company: string | null, outcome: 'exchanged' | 'refreshed' | 'refused'): void {
    const stats = this.of(company);
    if (outcome === 'exchanged') stats.tokenExchanges += 1;
    else if (outcome === 'refreshed') stats.tokenRefreshes += 1;
    else stats.tokenRefusals += 1;
  }

  /** Counts something as under way; call the answer when it is over. */
  begin(company: string | null, what: 'maxConcurrentRefreshes' | 'maxConcurrentRequests'): () => void {
    const key = `${what}/${company ?? '-'}`;
    const now = (this.busy.get(key) ?? 0) + 1;
    this.busy.set(key, now);
    const stats = this.of(company);
    stats[what] = Math.max(stats[what], now);
    return () => this.busy.set(key, (this.busy.get(key) ?? 1) - 1);
  }

  reset(): void {
    this.since = new Date();
    this.companies = new Map();
  }

  snapshot(): object {
    const { rss, heapUsed } = process.memoryUsage();
    return {
      since: this.since.toISOString(),
      memory: { rssBytes: rss, heapUsedBytes: heapUsed },
      cpuSeconds: cpuSeconds(),
      companies: Object.fromEntries(this.companies),
    };
  }

  private of(company: string | null): CompanyStats {
    const key = company ?? '-';
    let stats = this.companies.get(key);
    if (!stats) {
      stats = {
        requests: {},
        throttled: 0,
        callsServed: 0,
        tokenExchanges: 0,
        tokenRefreshes: 0,
        tokenRefusals: 0,
        maxConcurrentRefreshes: 0,
        maxConcurrentRequests: 0,
      };
      this.companies.set(key, stats);
    }
    return stats;
  }
}

function templated(path: string): string {
  return path.replaceAll(/\/\d+(?=\/|$)/g, '/{id}');
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}
