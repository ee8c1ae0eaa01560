import { randomUUID } from 'node:crypto';
import { type AuditAction, auditRecorded } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import type { Identity } from '../http/identity';
import { auditable } from './auditable';

/** Who does it, in which request: an operation's input is one. */
export interface Audited {
  readonly identity: Identity;
  readonly correlationId: string;
  readonly traceparent: string | null;
}

export interface NewAuditEntry {
  readonly action: AuditAction;
  readonly object: { readonly kind: string; readonly id: string; readonly name?: string | null };
  /** Only what says what changed, and never a secret. */
  readonly before?: Readonly<Record<string, unknown>> | null;
  readonly after?: Readonly<Record<string, unknown>> | null;
  /** In whose log: not said, the caller's own tenant. */
  readonly tenantId?: string;
}

/** Told in the transaction of the change itself: an entry stands if, and only if, the change does. */
export const recordAudit = (tx: Transaction, by: Audited, entry: NewAuditEntry): void => {
  const { identity, correlationId, traceparent } = by;
  const { action, object, before = null, after = null, tenantId = identity.tenantId } = entry;
  tx.tell(auditRecorded, {
    tenantId,
    correlationId,
    causationId: null,
    traceparent,
    data: {
      entryId: randomUUID(),
      at: tx.now.toISOString(),
      actorId: identity.actorId,
      actorRole: identity.role,
      actorName: identity.actorName ?? null,
      address: identity.address ?? null,
      action,
      objectKind: object.kind,
      objectId: object.id,
      objectName: object.name ?? null,
      before: auditable(before),
      after: auditable(after),
    },
  });
};
