import type { Fact } from '@gong-timeline/contracts';
import type { Database } from '../../database';
import type { HeaderValue } from '../outbox-message';

/** A message that waits to be sent, for operators and specs. `data` is the parsed value, `null` for a tombstone. */
export interface OutboxEntry extends Fact {
  readonly position: number;
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, HeaderValue>>;
}

interface Row {
  position: string;
  topic: string;
  key: string;
  headers: string;
  value: string | null;
  is_base64: boolean;
}

/** What waits in the outbox, of all tenants, oldest first. */
export async function readOutbox(database: Database, limit = 10_000): Promise<OutboxEntry[]> {
  const rows = await database
    .acrossTenants()
    .query<Row>('SELECT position, topic, key, headers, value, is_base64 FROM outbox ORDER BY position LIMIT $1', [
      limit,
    ]);
  return rows.map(toEntry);
}

function toEntry(row: Row): OutboxEntry {
  const headers = JSON.parse(row.headers) as Record<string, HeaderValue>;
  const text = (name: string): string => (typeof headers[name] === 'string' ? headers[name] : '');
  return {
    position: Number(row.position),
    topic: row.topic,
    key: row.key,
    headers,
    id: text('ce_id'),
    type: text('ce_type'),
    source: text('ce_source'),
    occurredAt: text('ce_time'),
    tenantId: text('ce_tenantid'),
    subject: text('ce_subject'),
    correlationId: text('ce_correlationid'),
    causationId: text('ce_causationid') || null,
    traceparent: text('traceparent') || null,
    data: row.value === null || row.is_base64 ? row.value : JSON.parse(row.value),
  };
}
