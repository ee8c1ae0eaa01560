import { getTenantRemains, type ResponseOf } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { findTenantState, findWiped } from '../store/tenant.store';
import { Remains } from './remains';

/** How much there is of a tenant; of one that was wiped, the proof that it is nothing. */
@Controller()
export class TenantRemainsApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Remains) private readonly remains: Remains,
  ) {}

  @Implements(getTenantRemains)
  async read(@Input() { params }: InputOf<typeof getTenantRemains>): Promise<ResponseOf<typeof getTenantRemains>> {
    const { tenantId } = params;
    const state = await findTenantState(this.database.within(tenantId), tenantId);
    const wiped = state === null ? await findWiped(this.database, tenantId) : null;
    const places = await this.remains.everywhere(tenantId);
    const counts = places.map(({ left }) => left);
    return {
      state: state ?? (wiped === null ? 'unknown' : 'wiped'),
      wipedAt: wiped?.wipedAt.toISOString() ?? null,
      left: counts.includes(null) ? null : counts.reduce<number>((sum, left) => sum + (left ?? 0), 0),
      places,
    };
  }
}
