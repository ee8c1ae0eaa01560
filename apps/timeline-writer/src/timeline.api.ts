import {
  type Activity,
  CURSOR_TIME,
  type CursorScope,
  decodeCursor,
  encodeCursor,
  getActivity,
  listActivities,
  listActivityTypes,
  listCompanyActivities,
  type ResponseOf,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, JsonText, notFound, ProblemError } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { type AskedFilter, activityFilter, scopeOf } from './list/activity-filter';
import { toActivityType } from './activity-types/to-activity-type';
import { activityTypesOf } from './store/activity-types';
import { findActivity, listActivityRows } from './store/read-activities';

type Page = JsonText<ResponseOf<typeof listActivities>>;

const DEFAULT_LIMIT = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@Controller()
export class TimelineApi {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Implements(listActivityTypes)
  async types(@Input() input: InputOf<typeof listActivityTypes>): Promise<ResponseOf<typeof listActivityTypes>> {
    const { tenantId } = input.identity;
    const rows = await this.database.within(tenantId).transaction((tx) => activityTypesOf(tx, [tenantId]));
    return { items: rows.map(toActivityType) };
  }

  @Implements(listActivities)
  list(@Input() { identity, query }: InputOf<typeof listActivities>): Promise<Page> {
    return this.page(['listActivities', identity.tenantId, ...scopeOf(query)], identity.tenantId, null, query);
  }

  @Implements(listCompanyActivities)
  ofCompany(@Input() { identity, params, query }: InputOf<typeof listCompanyActivities>): Promise<Page> {
    const { companyGsid } = params;
    const scope = ['listCompanyActivities', identity.tenantId, companyGsid, ...scopeOf(query)];
    return this.page(scope, identity.tenantId, companyGsid, query);
  }

  /** A redacted Activity is as if it were not there: nothing of it may be told (S9). */
  @Implements(getActivity)
  async get(@Input() { identity, params }: InputOf<typeof getActivity>): Promise<Activity> {
    const { tenantId } = identity;
    const activity = await findActivity(this.database.within(tenantId), tenantId, params.activityId);
    if (activity === undefined) throw notFound('Activity');
    return activity;
  }

  private async page(
    scope: CursorScope,
    tenantId: string,
    companyGsid: string | null,
    { cursor, limit = DEFAULT_LIMIT, ...asked }: AskedFilter & { cursor?: string; limit?: number },
  ): Promise<Page> {
    const after = cursor === undefined ? null : positionOf(scope, cursor);
    const theirs = this.database.within(tenantId);
    const filter = activityFilter(asked);
    const rows = await listActivityRows(theirs, { tenantId, companyGsid, filter, after, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const nextCursor = last === undefined ? null : encodeCursor(scope, [last.started_at, last.activity_id]);
    const items = rows.slice(0, limit).map(({ body }) => body);
    return new JsonText(`{"items":[${items.join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`);
  }
}

const positionOf = (scope: CursorScope, cursor: string): { startedAt: string; activityId: string } => {
  const key = decodeCursor(scope, cursor, [CURSOR_TIME, UUID]);
  if (key === null) {
    const message = 'expected the nextCursor of a page of this very list';
    throw new ProblemError('request.invalid', `query.cursor: ${message}`, [{ field: 'query.cursor', message }]);
  }
  const [startedAt = '', activityId = ''] = key;
  return { startedAt, activityId };
};
