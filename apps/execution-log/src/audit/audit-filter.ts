import { AUDIT_ACTIONS, type listAuditEntries, type QueryOf } from '@gong-timeline/contracts';
import { jobDateRange } from '../job/job-date-range';
import type { Parsed } from '../job/job-filter';
import { filter, invalid } from '../query-filter';
import type { AuditFilter } from '../store/audit-entries';

type Query = Omit<QueryOf<typeof listAuditEntries>, 'cursor' | 'limit'>;

/** What is asked for; a fault names the field and what was expected. */
export const auditFilter = (tenantId: string, query: Query, now: Date): AuditFilter => {
  const { actorId = null, objectKind = null, objectId = null, from, to, timeZone } = query;
  const range = jobDateRange(
    {
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(timeZone !== undefined && { timeZone }),
    },
    now,
  );
  if ('fault' in range) throw invalid(`query.${range.field}`, range.fault);
  return {
    tenantId,
    actorId,
    actions: filter('query.action', query.action, parseActions),
    objectKind,
    objectId,
    ...range,
  };
};

const parseActions = (text: string): Parsed<readonly string[]> => {
  const actions = text.split(',').map((part) => part.trim());
  return actions.every((action) => Object.hasOwn(AUDIT_ACTIONS, action))
    ? { value: [...new Set(actions)] }
    : { fault: `expected one or several of ${Object.keys(AUDIT_ACTIONS).join(', ')}, separated by commas` };
};
