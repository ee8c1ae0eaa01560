import { FormatRegistry, Type } from '@sinclair/typebox';

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

// TypeBox refuses each value of a format that it was not told of.
FormatRegistry.Set('date-time', (text) => DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)));
FormatRegistry.Set('uri', (text) => URL.canParse(text));

const ofFormat = (format: string, description: string | undefined) =>
  Type.String(description === undefined ? { format } : { format, description });

/** A time of ours: RFC 3339 in UTC. Times of calls are none: they stay as Gong gave them, which may be without seconds. */
export const time = (description?: string) => ofFormat('date-time', description);

/** An address that we made or have checked; one that only passes through us is none. */
export const address = (description?: string) => ofFormat('uri', description);
