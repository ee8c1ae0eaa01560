import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';

/** `suspended`: nothing new is read at Gong. `wiping`: each app wipes what it holds, and takes nothing of the tenant any more. */
export const TENANT_STATES = ['active', 'suspended', 'wiping'] as const;
export type TenantState = (typeof TENANT_STATES)[number];

const TenantChangedData = Type.Object({
  state: Type.Union(TENANT_STATES.map((state) => Type.Literal(state))),
  /** Counts up with each change: what is older is set aside. */
  revision: Type.Integer({ minimum: 1 }),
});
export type TenantChangedData = Static<typeof TenantChangedData>;

export const tenantChanged = defineEvent({
  type: 'gateway.tenant-changed.v1',
  topic: 'gateway.tenants.v1',
  summary: 'The operator created, suspended or resumed a tenant, or began to wipe it.',
  toldBy: ['gateway'],
  heardBy: ['connector-auth', 'gong-ingest', 'identity-resolution', 'timeline-writer', 'execution-log'],
  schema: TenantChangedData,
  // One for each tenant.
  subject: () => 'tenant',
  example: { state: 'suspended', revision: 2 },
});
