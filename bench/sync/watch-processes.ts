import { type Usage, usageOf } from './process-usage';

export interface Watched {
  readonly name: string;
  readonly cpuSeconds: number;
  readonly restMb: number;
  readonly peakMb: number;
}

/** Samples memory of processes while something runs; CPU is the difference between begin and end. */
export class ProcessWatch {
  private readonly began: Map<string, Usage>;
  private readonly peaks = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pids: ReadonlyMap<string, number>) {
    this.began = this.sample();
    this.timer = setInterval(() => this.sample(), 1000);
  }

  end(): readonly Watched[] {
    clearInterval(this.timer);
    const ended = this.sample();
    return [...this.pids.keys()].map((name) => ({
      name,
      cpuSeconds: (ended.get(name)?.cpuSeconds ?? 0) - (this.began.get(name)?.cpuSeconds ?? 0),
      restMb: this.began.get(name)?.residentMb ?? 0,
      peakMb: this.peaks.get(name) ?? 0,
    }));
  }

  private sample(): Map<string, Usage> {
    const now = new Map([...this.pids].map(([name, pid]) => [name, usageOf(pid)]));
    for (const [name, { residentMb }] of now) this.peaks.set(name, Math.max(residentMb, this.peaks.get(name) ?? 0));
    return now;
  }
}
