/** S9: missing and null are public; anything that is not plainly false is private: better one call too few. */
export const isPrivate = (flag: unknown): boolean => flag !== undefined && flag !== null && flag !== false;
