import { type Usage, usageOf } from './process-usage';

export interface Watched {
  readonly name: string;
  readonly cpuSeconds: number;
  readonly restMb: number;
  readonly peakMb: number;
  /** The highest seen in each quarter of the time, in MB: a process whose memory grows with N ends higher than it began. */
  readonly quarterMb: readonly number[];
}

const QUARTERS = [0, 1, 2, 3] as const;

/** Samples memory of processes while something runs; CPU is the difference between begin and end. */
export class ProcessWatch {
  private readonly began: Map<string, Usage>;
  private readonly samples: Map<string, Usage>[] = [];
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
      peakMb: this.peakOf(name, this.samples),
      quarterMb: QUARTERS.map((quarter) =>
        this.peakOf(
          name,
          this.samples.slice((this.samples.length * quarter) / 4, Math.ceil((this.samples.length * (quarter + 1)) / 4)),
        ),
      ),
    }));
  }

  private sample(): Map<string, Usage> {
    const now = new Map([...this.pids].map(([name, pid]) => [name, usageOf(pid)]));
    this.samples.push(now);
    return now;
  }

  private peakOf(name: string, samples: readonly Map<string, Usage>[]): number {
    return Math.max(...samples.map((sample) => sample.get(name)?.residentMb ?? 0));
  }
}
