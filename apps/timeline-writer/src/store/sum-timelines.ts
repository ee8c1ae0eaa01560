import type { Reader } from '@gong-timeline/persistence';

export interface TimelinePart {
  readonly kind: 'all' | 'type' | 'author';
  readonly id: string | null;
  readonly name: string | null;
  readonly activities: number;
  readonly latest_at: Date | null;
}

/** All Activities of one company, and by type and by author, each under the name that its newest Activity gives it. */
export const sumTimeline = (reader: Reader, tenantId: string, companyGsid: string): Promise<TimelinePart[]> =>
  reader.query<TimelinePart>(
    `WITH theirs AS MATERIALIZED (
       SELECT started_at, body #>> '{activityType,id}' AS type_id, body #>> '{activityType,name}' AS type_name,
              body #>> '{author,gsid}' AS author_gsid, body #>> '{author,name}' AS author_name
         FROM activities WHERE tenant_id = $1 AND standing = 'on-timeline' AND company_gsid = $2
     )
     SELECT 'all' AS kind, NULL AS id, NULL AS name, count(*)::integer AS activities, max(started_at) AS latest_at FROM theirs
     UNION ALL
     SELECT 'type', type_id, (array_agg(type_name ORDER BY started_at DESC))[1], count(*)::integer, max(started_at)
       FROM theirs GROUP BY type_id
     UNION ALL
     SELECT 'author', author_gsid, (array_agg(author_name ORDER BY started_at DESC))[1], count(*)::integer, max(started_at)
       FROM theirs GROUP BY author_gsid`,
    [tenantId, companyGsid],
  );

export interface CompanyCountRow {
  readonly company_gsid: string;
  readonly activities: number;
  readonly latest_at: Date | null;
}

/** By the index activities_of_company alone. */
export const countByCompany = (
  reader: Reader,
  tenantId: string,
  companyGsids: readonly string[],
): Promise<CompanyCountRow[]> =>
  reader.query<CompanyCountRow>(
    `SELECT company_gsid, count(*)::integer AS activities, max(started_at) AS latest_at FROM activities
      WHERE tenant_id = $1 AND standing = 'on-timeline' AND company_gsid = ANY ($2::uuid[])
      GROUP BY company_gsid`,
    [tenantId, companyGsids],
  );
