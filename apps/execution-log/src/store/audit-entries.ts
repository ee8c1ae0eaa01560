import type { auditRecorded, Fact } from '@gong-timeline/contracts';
import type { Reader, Transaction } from '@gong-timeline/persistence';
import { storableText, storableTextOrNull } from './storable-text';

type AuditFact = Fact<typeof auditRecorded>;

/** Ids of those that were not there yet. */
export const addAuditEntries = async (tx: Transaction, facts: readonly AuditFact[]): Promise<ReadonlySet<string>> => {
  const entries = facts.map(({ tenantId, correlationId, data }) => ({
    ...data,
    tenantId,
    correlationId: storableText(correlationId),
    actorId: storableText(data.actorId),
    actorName: storableTextOrNull(data.actorName),
    objectId: storableText(data.objectId),
    objectName: storableTextOrNull(data.objectName),
    before: storableJson(data.before),
    after: storableJson(data.after),
  }));
  const rows = await tx.query<{ entry_id: string }>(
    `INSERT INTO audit_entries (tenant_id, entry_id, at, actor_id, actor_role, actor_name, address, action, object_kind,
                                object_id, object_name, before, after, correlation_id)
     SELECT e."tenantId", e."entryId", e.at, e."actorId", e."actorRole", e."actorName", e.address, e.action,
            e."objectKind", e."objectId", e."objectName", e.before, e.after, e."correlationId"
     FROM jsonb_to_recordset($1) AS e (
       "tenantId" text, "entryId" uuid, at timestamptz, "actorId" text, "actorRole" text, "actorName" text,
       address text, action text, "objectKind" text, "objectId" text, "objectName" text, before jsonb, after jsonb,
       "correlationId" text)
     ON CONFLICT (tenant_id, entry_id) DO NOTHING
     RETURNING entry_id`,
    [JSON.stringify(entries)],
  );
  return new Set(rows.map((row) => row.entry_id));
};

const storableJson = (values: Readonly<Record<string, unknown>> | null): unknown =>
  values === null
    ? null
    : JSON.parse(JSON.stringify(values), (_, value: unknown) =>
        typeof value === 'string' ? storableText(value) : value,
      );

export interface AuditRow {
  readonly entry_id: string;
  readonly at: Date;
  readonly actor_id: string;
  readonly actor_role: string;
  readonly actor_name: string | null;
  readonly address: string | null;
  readonly action: string;
  readonly object_kind: string;
  readonly object_id: string;
  readonly object_name: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly correlation_id: string;
  /** Its time as text: PostgreSQL's is finer than a Date. */
  readonly position: string;
}

export interface AuditFilter {
  readonly tenantId: string;
  readonly actorId: string | null;
  readonly actions: readonly string[] | null;
  readonly objectKind: string | null;
  readonly objectId: string | null;
  /** In [from, to). */
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Newest first, after the entry of that time and id. */
export const readAuditEntries = (
  reader: Reader,
  filter: AuditFilter,
  { after, limit }: { readonly after: readonly [position: string, entryId: string] | null; readonly limit: number },
): Promise<AuditRow[]> => {
  const parameters: unknown[] = [filter.tenantId, limit];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = ['tenant_id = $1'];
  if (filter.actorId !== null) conditions.push(`actor_id = ${bind(filter.actorId)}`);
  if (filter.actions !== null) conditions.push(`action = ANY (${bind(filter.actions)}::text[])`);
  if (filter.objectKind !== null) conditions.push(`object_kind = ${bind(filter.objectKind)}`);
  if (filter.objectId !== null) conditions.push(`object_id = ${bind(filter.objectId)}`);
  if (filter.from !== null) conditions.push(`at >= ${bind(filter.from)}`);
  if (filter.to !== null) conditions.push(`at < ${bind(filter.to)}`);
  if (after !== null) conditions.push(`(at, entry_id) < (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid)`);
  return reader.query<AuditRow>(
    `SELECT entry_id, at, actor_id, actor_role, actor_name, address, action, object_kind, object_id, object_name,
            before, after, correlation_id, at::text AS position
     FROM audit_entries WHERE ${conditions.join(' AND ')}
     ORDER BY at DESC, entry_id DESC LIMIT $2`,
    parameters,
  );
};
