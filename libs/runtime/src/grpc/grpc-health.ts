import type { Server } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import type { Logger } from '../log/logger';
import { Loop } from '../loop';
import type { ServiceHealth } from './served-method';

const EVERY_MS = 1_000;

/** grpc.health.v1: each service, and '' for all of them together. Open to anybody, as the health of HTTP is. */
export class GrpcHealth {
  private readonly statuses = new HealthImplementation({ '': 'NOT_SERVING' });
  private readonly loop: Loop;
  private services: readonly string[] = [];
  private stopped = false;

  constructor(
    private readonly health: ServiceHealth,
    log: Logger,
  ) {
    this.loop = new Loop({ name: 'grpc-health', everyMs: EVERY_MS, run: () => this.look(), log });
  }

  addTo(server: Server): void {
    this.statuses.addToServer(server);
  }

  /** Resolves once it is known how things stand. */
  async start(): Promise<void> {
    await this.look();
    this.loop.start();
  }

  /** From here on nothing is served, whatever else happens: balancers send nothing new. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const service of ['', ...this.services]) this.statuses.setStatus(service, 'NOT_SERVING');
    await this.loop.stop();
  }

  private async look(): Promise<'idle'> {
    const serving = await this.health();
    if (this.stopped) return 'idle';
    this.services = Object.keys(serving);
    for (const [service, is] of Object.entries(serving))
      this.statuses.setStatus(service, is ? 'SERVING' : 'NOT_SERVING');
    this.statuses.setStatus('', Object.values(serving).every(Boolean) ? 'SERVING' : 'NOT_SERVING');
    return 'idle';
  }
}
