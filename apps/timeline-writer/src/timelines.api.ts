import { countCompanyActivities, getCompanyTimeline, type ResponseOf } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { countByCompany, sumTimeline, type TimelinePart } from './store/sum-timelines';

/** What Timelines hold, in numbers: what a list of companies shows of each, and what a Timeline can be filtered by. */
@Controller()
export class TimelinesApi {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Implements(getCompanyTimeline)
  async ofCompany(
    @Input() { identity: { tenantId }, params }: InputOf<typeof getCompanyTimeline>,
  ): Promise<ResponseOf<typeof getCompanyTimeline>> {
    const parts = await sumTimeline(this.database.within(tenantId), tenantId, params.companyGsid);
    const all = parts.find(({ kind }) => kind === 'all');
    return {
      activities: all?.activities ?? 0,
      latestAt: all?.latest_at?.toISOString() ?? null,
      activityTypes: countedOf(parts, 'type').sort((one, other) => other.activities - one.activities),
      authors: countedOf(parts, 'author').sort((one, other) => one.name.localeCompare(other.name, 'en')),
    };
  }

  @Implements(countCompanyActivities)
  async counts(
    @Input() { identity: { tenantId }, query }: InputOf<typeof countCompanyActivities>,
  ): Promise<ResponseOf<typeof countCompanyActivities>> {
    const companyGsids = [...new Set(query.companyGsids.split(','))];
    const rows = await countByCompany(this.database.within(tenantId), tenantId, companyGsids);
    const known = new Map(rows.map((row) => [row.company_gsid, row]));
    return {
      items: companyGsids.map((companyGsid) => ({
        companyGsid,
        activities: known.get(companyGsid)?.activities ?? 0,
        latestAt: known.get(companyGsid)?.latest_at?.toISOString() ?? null,
      })),
    };
  }
}

const countedOf = (parts: readonly TimelinePart[], kind: TimelinePart['kind']) =>
  parts
    .filter((part) => part.kind === kind)
    .map(({ id, name, activities }) => ({ id: id ?? '', name: name ?? '', activities }));
