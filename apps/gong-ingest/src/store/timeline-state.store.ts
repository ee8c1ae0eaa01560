import type { Transaction } from '@gong-timeline/persistence';
import type { TimelineState } from '../outcomes/apply-outcome';

export interface CallKey {
  readonly tenantId: string;
  readonly callId: string;
}

export const callKey = ({ tenantId, callId }: CallKey): string => `${tenantId}/${callId}`;

interface Row {
  tenant_id: string;
  call_id: string;
  revision: number;
  withheld: boolean;
  last_job_id: string;
  applied_revision: number;
  failures: number;
  resync_revision: number | null;
  timeline_hash: string | null;
  activity_id: string | null;
  company_gsid: string | null;
  company_name: string | null;
}

/** Locked, in the order in which the reading of calls locks them too. */
export const lockTimelineStates = async (
  tx: Transaction,
  calls: readonly CallKey[],
): Promise<ReadonlyMap<string, TimelineState>> => {
  const rows = await tx.query<Row>(
    `SELECT call.tenant_id, call.call_id, revision, withheld, last_job_id, applied_revision, failures, timeline_hash,
       activity_id, company_gsid, company_name, resync_revision
     FROM call_state AS call
     JOIN unnest($1::text[], $2::text[]) AS wanted(tenant_id, call_id)
       ON call.tenant_id = wanted.tenant_id AND call.call_id = wanted.call_id
     ORDER BY call.tenant_id, call.call_id FOR UPDATE OF call`,
    [calls.map((call) => call.tenantId), calls.map((call) => call.callId)],
  );
  return new Map(
    rows.map((row) => [
      callKey({ tenantId: row.tenant_id, callId: row.call_id }),
      {
        revision: row.revision,
        withheld: row.withheld,
        lastJobId: row.last_job_id,
        appliedRevision: row.applied_revision,
        failures: row.failures,
        resyncRevision: row.resync_revision,
        timelineHash: row.timeline_hash,
        activityId: row.activity_id,
        companyGsid: row.company_gsid,
        companyName: row.company_name,
      },
    ]),
  );
};

export const saveTimelineStates = async (
  tx: Transaction,
  calls: readonly (CallKey & { readonly state: TimelineState })[],
): Promise<void> => {
  if (calls.length === 0) return;
  await tx.query(
    `UPDATE call_state AS call SET
       applied_revision = new.applied_revision, failures = new.failures, timeline_hash = new.timeline_hash,
       activity_id = new.activity_id, company_gsid = new.company_gsid, company_name = new.company_name,
       resync_revision = new.resync_revision
     FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::int[])
       AS new(tenant_id, call_id, applied_revision, failures, timeline_hash, activity_id, company_gsid, company_name,
              resync_revision)
     WHERE call.tenant_id = new.tenant_id AND call.call_id = new.call_id`,
    [
      calls.map((call) => call.tenantId),
      calls.map((call) => call.callId),
      calls.map(({ state }) => state.appliedRevision),
      calls.map(({ state }) => state.failures),
      calls.map(({ state }) => state.timelineHash),
      calls.map(({ state }) => state.activityId),
      calls.map(({ state }) => state.companyGsid),
      calls.map(({ state }) => state.companyName),
      calls.map(({ state }) => state.resyncRevision),
    ],
  );
};

/** The newest job that read each call. */
export const lastReaders = async (tx: Transaction, calls: readonly CallKey[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.query<Pick<Row, 'tenant_id' | 'call_id' | 'last_job_id'>>(
    `SELECT call.tenant_id, call.call_id, call.last_job_id
     FROM call_state AS call
     JOIN unnest($1::text[], $2::text[]) AS wanted(tenant_id, call_id)
       ON call.tenant_id = wanted.tenant_id AND call.call_id = wanted.call_id`,
    [calls.map((call) => call.tenantId), calls.map((call) => call.callId)],
  );
  return new Map(rows.map((row) => [callKey({ tenantId: row.tenant_id, callId: row.call_id }), row.last_job_id]));
};
