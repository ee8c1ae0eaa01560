import { getGongQuota, type ResponseOf } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { CONFIG, Implements, Input, type InputOf } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { KnownConnections } from './settings/known-connections';
import { readGongRate } from './store/read-gong-rate';
import type { Variables } from './variables';

/** How much of what Gong allows is used (S11). */
@Controller()
export class QuotaApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(KnownConnections) private readonly connections: KnownConnections,
    @Inject(CONFIG) private readonly config: Pick<Variables, 'GONG_REQUESTS_PER_DAY'>,
  ) {}

  @Implements(getGongQuota)
  async quota(
    @Input() { identity, params, correlationId }: InputOf<typeof getGongQuota>,
  ): Promise<ResponseOf<typeof getGongQuota>> {
    const { connectionId } = params;
    const { apiBase } = await this.connections.find({ tenantId: identity.tenantId, connectionId, correlationId });
    const rate = await readGongRate(this.database, apiBase);
    return {
      usedToday: rate.used,
      perDay: this.config.GONG_REQUESTS_PER_DAY,
      resetsAt: rate.resetsAt.toISOString(),
      blockedUntil: rate.blockedUntil?.toISOString() ?? null,
    };
  }
}
