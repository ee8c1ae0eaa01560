import { type Fact, type jobProgressed, type jobRead, keyOf } from '@gong-timeline/contracts';
import type { Transaction } from '@gong-timeline/persistence';
import { PROGRESS, type ProgressRow } from './job-progress';
import { storableText, storableTextOrNull } from './storable-text';

type Keys = ReadonlySet<string>;
const keysOf = (rows: readonly { tenant_id: string; job_id: string }[]): Keys =>
  new Set(rows.map((row) => keyOf(row.tenant_id, row.job_id)));

/** How far reading is, until it has ended. Gives the `<tenantId>/<jobId>` of the jobs that this was news of. */
export const showProgress = async (tx: Transaction, facts: readonly Fact<typeof jobProgressed>[]): Promise<Keys> => {
  const rows = facts.map(({ tenantId, occurredAt, data }) => ({
    tenant_id: tenantId,
    job_id: data.jobId,
    connection_id: data.connectionId,
    job_date: occurredAt,
    step: storableText(data.step),
    calls_seen: data.callsRead,
    calls_expected: data.callsExpected,
    progressed_at: occurredAt,
  }));
  return keysOf(
    await tx.query(
      `INSERT INTO jobs AS known (tenant_id, job_id, connection_id, job_date, step, calls_seen, calls_expected, progressed_at)
       SELECT * FROM json_to_recordset($1) AS progressed
              (tenant_id text, job_id uuid, connection_id uuid, job_date timestamptz, step text, calls_seen integer,
               calls_expected integer, progressed_at timestamptz)
        ORDER BY tenant_id, job_id
           ON CONFLICT (tenant_id, job_id) DO UPDATE
          SET step = excluded.step, calls_seen = excluded.calls_seen, calls_expected = excluded.calls_expected,
              progressed_at = excluded.progressed_at
        WHERE known.ending IS NULL AND known.calls_seen <= excluded.calls_seen
       RETURNING tenant_id, job_id`,
      [JSON.stringify(rows)],
    ),
  );
};

/** Reading has ended, once and for all. Gives where those jobs stand now; one that had ended already is not among them. */
export const endReading = async (tx: Transaction, facts: readonly Fact<typeof jobRead>[]): Promise<ProgressRow[]> => {
  const rows = facts.map(({ tenantId, data }) => ({
    tenant_id: tenantId,
    job_id: data.jobId,
    connection_id: data.connectionId,
    ending: data.ending,
    calls_read: data.callsRead,
    read_ended_at: data.endedAt,
    reason: storableTextOrNull(data.reason),
  }));
  return tx.query<ProgressRow>(
    `INSERT INTO jobs AS known (tenant_id, job_id, connection_id, job_date, ending, calls_read, read_ended_at, reason)
     SELECT tenant_id, job_id, connection_id, read_ended_at, ending, calls_read, read_ended_at, reason
       FROM json_to_recordset($1) AS ended
            (tenant_id text, job_id uuid, connection_id uuid, ending text, calls_read integer,
             read_ended_at timestamptz, reason text)
      ORDER BY tenant_id, job_id
         ON CONFLICT (tenant_id, job_id) DO UPDATE
        SET ending = excluded.ending, calls_read = excluded.calls_read, read_ended_at = excluded.read_ended_at,
            reason = excluded.reason
      WHERE known.ending IS NULL
     RETURNING ${PROGRESS}`,
    [JSON.stringify(rows)],
  );
};
