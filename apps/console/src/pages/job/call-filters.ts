/** The filters of a job's calls, as the address has them: `?count=failed&code=company.not-found&search=renewal`. */
export const CALL_FILTERS = { count: 'list', code: 'list', search: 'text' } as const;
