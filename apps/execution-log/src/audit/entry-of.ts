import { AUDIT_ACTIONS, type AuditAction, type AuditEntry } from '@gong-timeline/contracts';
import type { AuditRow } from '../store/audit-entries';

export const entryOf = (row: AuditRow): AuditEntry => ({
  entryId: row.entry_id,
  at: row.at.toISOString(),
  actorId: row.actor_id,
  actorRole: row.actor_role,
  actorName: row.actor_name,
  address: row.address,
  action: row.action as AuditAction,
  summary: AUDIT_ACTIONS[row.action as AuditAction],
  objectKind: row.object_kind,
  objectId: row.object_id,
  objectName: row.object_name,
  before: row.before,
  after: row.after,
  correlationId: row.correlation_id,
});
