import type { Audited, Identity } from '@gong-timeline/runtime';

/** Who asks for a change, and by what request it can be found in the logs. */
export interface Asked {
  readonly tenantId: string;
  readonly actorId: string;
  readonly correlationId: string;
  readonly traceparent: string | null;
  /** All that is known of them, for the audit log; not said: an admin. */
  readonly identity?: Identity;
}

export const askedBy = ({ identity, correlationId, traceparent }: Audited): Asked => ({
  tenantId: identity.tenantId,
  actorId: identity.actorId,
  correlationId,
  traceparent,
  identity,
});

/** As the audit log wants it. */
export const auditedOf = ({ tenantId, actorId, correlationId, traceparent, identity }: Asked): Audited => ({
  identity: identity ?? { tenantId, actorId, role: 'admin' },
  correlationId,
  traceparent,
});
