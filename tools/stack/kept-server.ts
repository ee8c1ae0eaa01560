interface Server {
  readonly pid: number;
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 500;

/** PostgreSQL or Kafka of the local stack: started again, on the same folder and port, when it ends by itself. */
export class KeptServer<S extends Server> {
  private server: S | null = null;
  private timer: NodeJS.Timeout | null = null;
  private restarting: Promise<void> | null = null;

  constructor(
    private readonly name: string,
    private readonly begin: () => Promise<S>,
    private readonly say: (line: string) => void,
  ) {}

  get pid(): number | undefined {
    return this.server?.pid;
  }

  async start(): Promise<S> {
    const server = await this.begin();
    this.server = server;
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
    return server;
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.restarting;
    await this.server?.stop();
  }

  private look(): void {
    if (this.restarting !== null || this.server === null || isAlive(this.server.pid)) return;
    this.say(`${this.name} ended and is started again.`);
    this.restarting = this.begin()
      .then((server) => {
        this.server = server;
      })
      .catch((error: unknown) => {
        this.say(`${this.name} could not be started again and is tried again: ${String(error)}`);
      })
      .finally(() => {
        this.restarting = null;
      });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
