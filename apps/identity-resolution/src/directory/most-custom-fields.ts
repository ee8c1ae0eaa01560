/** Of one object of a tenant. A file whose lines all bring new fields is a mistake, not a directory. */
export const MOST_CUSTOM_FIELDS = 500;
