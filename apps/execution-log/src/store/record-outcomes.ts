import { type CallOutcomeData, type Fact, type callOutcome, keyOf } from '@gong-timeline/contracts';
import type { OutcomeCode } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import type { Recorded } from '../job/tally-of';
import { storableText, storableTextOrNull } from './storable-text';

/** What stands in the log for a call that turned private after it was logged (S9). */
export const REDACTED_MESSAGE = 'The call is private now: what the log held of it was removed.';

interface Row {
  tenant_id: string;
  job_id: string;
  call_id: string;
  replaced_code: OutcomeCode | null;
}

/**
 * Of a call in a job the newest revision counts: a job that reads a call again tells it again when it has turned private
 * (S9). Of one revision the first outcome is final; only an error of ours gives way to a later one (an operator's replay).
 * Content that is older than what made its call private is not stored, nor is anything for a job whose log was purged.
 */
const RECORD = `
  INSERT INTO outcomes AS known
         (tenant_id, job_id, call_id, revision, attempt, code, message, title, started_at, owner_name, url,
          company_gsid, company_name, activity_id, candidates, reference, redacted, recorded_at)
  SELECT tenant_id, job_id, call_id, revision, attempt, code,
         CASE WHEN hidden THEN $2 ELSE message END, CASE WHEN hidden THEN NULL ELSE title END,
         CASE WHEN hidden THEN NULL ELSE started_at END, CASE WHEN hidden THEN NULL ELSE owner_name END,
         CASE WHEN hidden THEN NULL ELSE url END, CASE WHEN hidden THEN NULL ELSE company_gsid END,
         CASE WHEN hidden THEN NULL ELSE company_name END, activity_id,
         CASE WHEN hidden THEN NULL ELSE candidates END, reference, hidden OR code = 'skipped.private', $3
    FROM (SELECT *, EXISTS (SELECT FROM outcomes AS later
                             WHERE later.tenant_id = heard.tenant_id AND later.call_id = heard.call_id
                               AND later.code = 'skipped.private' AND later.revision > heard.revision) AS hidden
            FROM json_to_recordset($1) AS heard
                 (tenant_id text, job_id uuid, call_id text, revision integer, attempt integer, code text, message text,
                  title text, started_at text, owner_name text, url text, company_gsid uuid, company_name text,
                  activity_id uuid, candidates jsonb, reference text)
           WHERE NOT EXISTS (SELECT FROM jobs WHERE jobs.tenant_id = heard.tenant_id AND jobs.job_id = heard.job_id
                                                AND jobs.purged_at IS NOT NULL)) AS heard
      ON CONFLICT (tenant_id, job_id, call_id) DO UPDATE
     SET revision = excluded.revision, attempt = excluded.attempt, code = excluded.code, message = excluded.message,
         title = excluded.title, started_at = excluded.started_at, owner_name = excluded.owner_name,
         url = excluded.url, company_gsid = excluded.company_gsid, company_name = excluded.company_name,
         activity_id = excluded.activity_id, candidates = excluded.candidates, reference = excluded.reference,
         redacted = excluded.redacted, recorded_at = excluded.recorded_at,
         replaced_code = known.code
   WHERE known.revision < excluded.revision
      OR (known.revision = excluded.revision AND known.code = 'internal.error'
          AND (excluded.code, excluded.reference) IS DISTINCT FROM (known.code, known.reference))
  RETURNING tenant_id, job_id, call_id, replaced_code`;

/** Gives what was written, by `<tenantId>/<callId>`: of one call there is one fact in a batch. */
export const recordOutcomes = async (
  tx: Transaction,
  facts: readonly Fact<typeof callOutcome>[],
): Promise<ReadonlyMap<string, Recorded>> => {
  const rows = await tx.query<Row>(RECORD, [JSON.stringify(facts.map(toRow)), REDACTED_MESSAGE, tx.now]);
  const written = new Map(rows.map((row) => [keyOf(row.tenant_id, row.call_id), row.replaced_code]));
  const recorded = new Map<string, Recorded>();
  for (const { tenantId, occurredAt, data } of facts) {
    const key = keyOf(tenantId, data.callId);
    const replaced = written.get(key);
    if (replaced === undefined) continue;
    const { jobId, connectionId, code } = data;
    recorded.set(key, { tenantId, jobId, connectionId, code, occurredAt, replaced });
  }
  return recorded;
};

const toRow = ({ tenantId, data }: { tenantId: string; data: CallOutcomeData }) => ({
  tenant_id: tenantId,
  job_id: data.jobId,
  call_id: data.callId,
  revision: data.revision,
  attempt: data.attempt,
  code: data.code,
  message: storableText(data.message),
  title: storableTextOrNull(data.title),
  started_at: storableTextOrNull(data.startedAt),
  owner_name: storableTextOrNull(data.ownerName),
  url: storableTextOrNull(data.url),
  company_gsid: data.company?.gsid ?? null,
  company_name: storableTextOrNull(data.company?.name ?? null),
  activity_id: data.activityId,
  candidates:
    data.candidates.length === 0 ? null : data.candidates.map(({ gsid, name }) => ({ gsid, name: storableText(name) })),
  reference: storableTextOrNull(data.reference),
});
