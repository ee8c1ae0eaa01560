import { type AskedSpan, timeSpan } from '@gong-timeline/domain';
import { ProblemError } from '@gong-timeline/runtime';
import type { ActivityFilter } from '../store/read-activities';

/** The filters of a list of Activities as they are asked for. */
export interface AskedFilter extends AskedSpan {
  readonly search?: string;
  readonly activityTypeId?: string;
  readonly authorGsid?: string;
}

const listOf = (text: string | undefined): readonly string[] | null =>
  text === undefined ? null : text.split(',').map((part) => part.trim());

const OVER_HTTP = { from: 'query.from', to: 'query.to', timeZone: 'query.timeZone' };

/** Refuses what no time or zone can be read from, by the name that its field has for the caller. */
export const activityFilter = (
  { search, activityTypeId, authorGsid, ...asked }: AskedFilter,
  names: Readonly<Record<keyof AskedSpan, string>> = OVER_HTTP,
): ActivityFilter => {
  const span = timeSpan(asked);
  if ('fault' in span) {
    const field = names[span.field];
    throw new ProblemError('request.invalid', `${field}: ${span.fault}`, [{ field, message: span.fault }]);
  }
  const text = search?.trim() ?? '';
  return {
    search: text === '' ? null : text,
    activityTypeIds: listOf(activityTypeId),
    authorGsids: listOf(authorGsid),
    ...span,
  };
};

/** For the scope of a cursor: one of an unfiltered list stays what it was. */
export const scopeOf = (asked: AskedFilter): readonly (string | null)[] => {
  const { search, activityTypeId, authorGsid, from, to, timeZone } = asked;
  const parts = [search, activityTypeId, authorGsid, from, to].map((part) => part ?? null);
  // A zone alone filters nothing.
  return parts.every((part) => part === null) ? [] : [...parts, timeZone ?? null];
};
