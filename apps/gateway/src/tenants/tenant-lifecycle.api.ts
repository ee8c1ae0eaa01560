import {
  INSTALLATION,
  resumeTenant,
  type ResponseOf,
  suspendTenant,
  type Tenant,
  tenantChanged,
  type TenantState,
  wipeTenant,
} from '@gong-timeline/contracts';
import { Database, type Transaction } from '@gong-timeline/persistence';
import {
  type Audited,
  Implements,
  Input,
  type InputOf,
  notFound,
  ProblemError,
  recordAudit,
} from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { TokenCallers } from '../access/token-callers';
import { dropInvitationsOf } from '../store/invitation.store';
import { deleteSessionsOfTenant } from '../store/session.store';
import { changeTenantState } from '../store/tenant.store';
import { markTokensRevoked } from '../store/token.store';
import { fingerprintOf } from './fingerprint-of';
import { TenantWipes } from './tenant-wipes';

/** Suspending, resuming and wiping a tenant, by the operator. */
@Controller()
export class TenantLifecycleApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TokenCallers) private readonly tokens: TokenCallers,
    @Inject(TenantWipes) private readonly wipes: TenantWipes,
  ) {}

  @Implements(suspendTenant)
  suspend(@Input() input: InputOf<typeof suspendTenant>): Promise<ResponseOf<typeof suspendTenant>> {
    return this.change(input, input.params.tenantId, 'suspended');
  }

  @Implements(resumeTenant)
  resume(@Input() input: InputOf<typeof resumeTenant>): Promise<ResponseOf<typeof resumeTenant>> {
    return this.change(input, input.params.tenantId, 'active');
  }

  /** Whoever is in is out at once; all else goes in the background, and goes on after a restart. */
  @Implements(wipeTenant)
  async wipe(@Input() input: InputOf<typeof wipeTenant>): Promise<ResponseOf<typeof wipeTenant>> {
    const { tenantId } = input.params;
    if (input.body.confirm !== tenantId) {
      throw new ProblemError('request.invalid', 'The confirmation does not name the tenant', [
        { field: 'body.confirm', message: 'expected the id of the tenant' },
      ]);
    }
    const tenant = await this.database.within([tenantId, INSTALLATION]).transaction(async (tx) => {
      const changed = await tell(tx, input, tenantId, 'wiping');
      if (changed.before === 'wiping') return changed.tenant;
      await markTokensRevoked(tx, tenantId);
      await deleteSessionsOfTenant(tx, tenantId);
      await dropInvitationsOf(tx, tenantId);
      // Not in its own log, which goes too, and not by its name.
      const object = { kind: 'tenant', id: fingerprintOf(tenantId) };
      recordAudit(tx, input, { tenantId: INSTALLATION, action: 'tenant.wipe-begun', object });
      return changed.tenant;
    });
    this.tokens.forgetTenant(tenantId);
    this.wipes.wake();
    return tenant;
  }

  private async change(input: Audited, tenantId: string, state: 'active' | 'suspended'): Promise<Tenant> {
    const { tenant, before } = await this.database.within(tenantId).transaction(async (tx) => {
      const changed = await tell(tx, input, tenantId, state);
      if (changed.before === 'wiping') throw new ProblemError('tenant.wiping', `The tenant ${tenantId} is being wiped`);
      if (changed.before === state) return changed;
      const action = state === 'active' ? 'tenant.resumed' : 'tenant.suspended';
      const object = { kind: 'tenant', id: tenantId, name: changed.tenant.name };
      recordAudit(tx, input, { tenantId, action, object, before: { state: changed.before }, after: { state } });
      return changed;
    });
    if (before !== state) this.tokens.forgetTenant(tenantId);
    return tenant;
  }
}

const tell = async (tx: Transaction, input: Audited, tenantId: string, state: TenantState) => {
  const changed = await changeTenantState(tx, tenantId, state);
  if (changed === null) throw notFound('tenant');
  const { correlationId, traceparent } = input;
  const data = { state: changed.tenant.state, revision: changed.revision };
  if (changed.before !== changed.tenant.state)
    tx.tell(tenantChanged, { tenantId, correlationId, causationId: null, traceparent, data });
  return changed;
};
