import type { Logger } from '../log/logger';

/** Resolves to null when all is well, else to the reason, in words that anybody may read. */
export type ReadinessCheck = () => Promise<string | null>;

export interface ReadinessReport {
  readonly status: 'ready' | 'not-ready';
  readonly checks: Readonly<Record<string, string>>;
}

/** A check that hangs is a check that fails. */
const CHECK_TIMEOUT_MS = 3_000;

/** Anybody may ask, and asking costs queries: all who ask within this time get one answer. */
const KEEP_MS = 500;

/** Whether this process can do its work now. Not ready while it stops: balancers send it nothing new. */
export class Readiness {
  private readonly checks = new Map<string, ReadinessCheck>();
  private stopping = false;
  private asked: { readonly at: number; readonly report: Promise<ReadinessReport> } | undefined;

  constructor(
    private readonly log: Pick<Logger, 'warn'>,
    private readonly timeoutMs = CHECK_TIMEOUT_MS,
    private readonly keepMs = KEEP_MS,
  ) {}

  add(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  stop(): void {
    this.stopping = true;
  }

  async report(): Promise<ReadinessReport> {
    if (this.stopping) return { status: 'not-ready', checks: { process: 'is stopping' } };
    const now = performance.now();
    if (this.asked === undefined || now - this.asked.at >= this.keepMs) {
      this.asked = { at: now, report: this.ask() };
    }
    return this.asked.report;
  }

  private async ask(): Promise<ReadinessReport> {
    const answers = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, (await this.answerOf(name, check)) ?? 'ok'] as const),
    );
    const ready = answers.every(([, answer]) => answer === 'ok');
    return { status: ready ? 'ready' : 'not-ready', checks: Object.fromEntries(answers) };
  }

  /** Error texts of drivers name hosts and users: they go to the log only. */
  private async answerOf(name: string, check: ReadinessCheck): Promise<string | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, this.timeoutMs, `did not answer within ${this.timeoutMs / 1000} s`);
    });
    try {
      return await Promise.race([check(), late]);
    } catch (error) {
      this.log.warn({ err: error, check: name }, 'readiness check failed');
      return 'does not answer';
    } finally {
      clearTimeout(timer);
    }
  }
}
