/** The filters of a Timeline as the address has them; `activity` beside them says which card is open. */
export const TIMELINE_FILTERS = { search: 'text', type: 'list', author: 'list', from: 'text', to: 'text' } as const;

export interface TimelineFilters {
  readonly search: string;
  readonly type: readonly string[];
  readonly author: readonly string[];
  readonly from: string;
  readonly to: string;
}

const GSID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const isGsid = (text: string): boolean => GSID.test(text);
const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** What the API is asked; an address that somebody wrote by hand asks no nonsense. */
export const timelineQuery = ({ search, type, author, from, to }: TimelineFilters, timeZone: string) => {
  const authors = author.filter(isGsid);
  const days = { ...(isDay(from) && { from }), ...(isDay(to) && (!isDay(from) || from <= to) && { to }) };
  return {
    ...(search.trim() !== '' && { search }),
    ...(type.length > 0 && { activityTypeId: type.join(',') }),
    ...(authors.length > 0 && { authorGsid: authors.join(',') }),
    ...days,
    ...(Object.keys(days).length > 0 && { timeZone }),
  };
};
