import { type Activity, keyOf } from '@gong-timeline/contracts';
import type { Reader, Transaction } from '@gong-timeline/persistence';
import type { CallKey } from './call-states';
import { foundInActivity } from './found-in-activity';

/** Where a page begins: after this Activity. Text, since PostgreSQL's time is finer than a Date. */
export interface ActivityPosition {
  readonly startedAt: string;
  readonly activityId: string;
}

export interface ActivityRow {
  readonly started_at: string;
  readonly activity_id: string;
  /** The Activity as JSON: most who read it hand it on as it is. */
  readonly body: string;
}

/** All that are not null must hold. */
export interface ActivityFilter {
  readonly search: string | null;
  readonly activityTypeIds: readonly string[] | null;
  readonly authorGsids: readonly string[] | null;
  /** Started in [from, to). */
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface ActivityList {
  readonly tenantId: string;
  /** Null: of all companies. */
  readonly companyGsid: string | null;
  readonly filter?: ActivityFilter;
  readonly after: ActivityPosition | null;
  readonly limit: number;
}

/** Newest first: by the column, since a plain `started_at` would be the text. Redacted Activities are in no list. */
export const listActivityRows = (reader: Reader, list: ActivityList): Promise<ActivityRow[]> => {
  const parameters: unknown[] = [list.tenantId, list.limit];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const ofCompany = list.companyGsid === null ? '' : `AND company_gsid = ${bind(list.companyGsid)}`;
  const after =
    list.after === null
      ? ''
      : `AND (started_at, activity_id) < (${bind(list.after.startedAt)}::timestamptz, ${bind(list.after.activityId)}::uuid)`;
  const filtered = list.filter === undefined ? [] : conditionsOf(list.filter, bind).map((each) => `AND ${each}`);
  return reader.query<ActivityRow>(
    `SELECT started_at::text, activity_id, body::text FROM activities
      WHERE tenant_id = $1 AND standing = 'on-timeline' ${ofCompany} ${after} ${filtered.join(' ')}
      ORDER BY activities.started_at DESC, activity_id DESC
      LIMIT $2`,
    parameters,
    // Without a filter there is one way: down the index, whoever's and from wherever.
    { prepared: filtered.length === 0 },
  );
};

/** What is not in an index is looked up in the rows that the index of the list gives, newest first, until a page is full. */
const conditionsOf = (
  { search, activityTypeIds, authorGsids, from, to }: ActivityFilter,
  bind: (value: unknown) => string,
): string[] => [
  ...(from === null ? [] : [`started_at >= ${bind(from)}`]),
  ...(to === null ? [] : [`started_at < ${bind(to)}`]),
  ...(activityTypeIds === null ? [] : [`body #>> '{activityType,id}' = ANY (${bind(activityTypeIds)})`]),
  ...(authorGsids === null ? [] : [`body #>> '{author,gsid}' = ANY (${bind(authorGsids)})`]),
  ...(search === null ? [] : [foundInActivity(search, bind)]),
];

export const findActivity = async (
  reader: Reader,
  tenantId: string,
  activityId: string,
): Promise<Activity | undefined> => {
  const [row] = await reader.query<{ body: Activity }>(
    `SELECT body FROM activities WHERE tenant_id = $1 AND activity_id = $2 AND standing = 'on-timeline'`,
    [tenantId, activityId],
  );
  return row?.body;
};

/** What stands on the Timeline of these calls, by `<tenantId>/<callId>`. */
export const activitiesOfCalls = async (
  tx: Transaction,
  calls: readonly CallKey[],
): Promise<ReadonlyMap<string, Activity>> => {
  if (calls.length === 0) return new Map();
  const rows = await tx.query<{ tenant_id: string; call_id: string; body: Activity }>(
    `SELECT tenant_id, call_id, body FROM activities
      WHERE source = 'GONG' AND standing = 'on-timeline'
        AND (tenant_id, call_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [calls.map(({ tenantId }) => tenantId), calls.map(({ callId }) => callId)],
  );
  return new Map(rows.map((row) => [keyOf(row.tenant_id, row.call_id), row.body]));
};
