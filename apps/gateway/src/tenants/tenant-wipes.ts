import { INSTALLATION } from '@gong-timeline/contracts';
import { type KafkaClient, purgeTenant } from '@gong-timeline/messaging';
import { Database, setTenantState } from '@gong-timeline/persistence';
import { Clock, KAFKA_CLIENT, LOGGER, type Logger, Loop, recordAudit } from '@gong-timeline/runtime';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { tenantsBeingWiped } from '../store/tenant.store';
import { fingerprintOf } from './fingerprint-of';
import { Remains } from './remains';

const EVERY_MS = 2_000;
/**
 * A relay may have had messages of the tenant in hand when its service wiped their rows, and sends them within seconds.
 * The topics must be found empty twice, so far apart.
 */
const SETTLED_MS = 5_000;
/** Nothing of the tenant's comes after this. */
const LAST = 2_147_483_647;

/**
 * Brings each wipe to its end: once every service holds nothing of the tenant, its messages are taken out of the topics,
 * and at last the gateway's own rows go. What proves it is one entry in the installation's log, without the tenant's name.
 */
@Injectable()
export class TenantWipes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: Loop;
  private readonly cleanSince = new Map<string, number>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(KAFKA_CLIENT) private readonly kafka: KafkaClient,
    @Inject(Remains) private readonly remains: Remains,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.loop = new Loop({ name: 'tenant-wipes', everyMs: EVERY_MS, log, run: () => this.turn() });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** There is a tenant to wipe. */
  wake(): void {
    this.loop.wake();
  }

  private async turn(): Promise<'idle'> {
    // Across tenants: whichever the operator named.
    for (const tenantId of await tenantsBeingWiped(this.database.acrossTenants())) {
      if (await this.isGoneElsewhere(tenantId)) await this.close(tenantId);
    }
    return 'idle';
  }

  private async isGoneElsewhere(tenantId: string): Promise<boolean> {
    if (!(await this.remains.wipedByAll(tenantId))) return false;
    const left = await purgeTenant(this.kafka, tenantId);
    if (left.some((topic) => topic.left > 0)) {
      this.cleanSince.delete(tenantId);
      return false;
    }
    const now = this.clock.now().getTime();
    const since = this.cleanSince.get(tenantId) ?? now;
    this.cleanSince.set(tenantId, since);
    return now - since >= SETTLED_MS;
  }

  /** From here on the tenant is barred here, too, and TenantWiper takes the gateway's own rows, as in every service. */
  private async close(tenantId: string): Promise<void> {
    const closed = await this.database.within(INSTALLATION).transaction(async (tx) => {
      if (!(await setTenantState(tx, tenantId, { state: 'wiping', revision: LAST }))) return false;
      recordAudit(tx, bySystem(), {
        action: 'tenant.wiped',
        object: { kind: 'tenant', id: fingerprintOf(tenantId) },
        after: { left: 0, where: 'every table of every service, every topic' },
      });
      return true;
    });
    this.cleanSince.delete(tenantId);
    if (closed) this.log.info('a tenant was wiped everywhere');
  }
}

const bySystem = () => ({
  identity: { tenantId: INSTALLATION, actorId: 'service', role: 'service' } as const,
  correlationId: randomUUID(),
  traceparent: null,
});
