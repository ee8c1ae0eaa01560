import { Type } from '@sinclair/typebox';

export const timeZone = Type.Optional(
  Type.String({ maxLength: 60, default: 'UTC', description: 'Where days begin: an IANA name such as Europe/Berlin' }),
);

/** The filter of a span of time, the same everywhere: times, or whole days of a time zone. */
export const timeSpan = (words: { readonly from: string; readonly to: string }) => ({
  from: Type.Optional(
    Type.String({ description: `${words.from} this ISO 8601 time; a day alone is its beginning in \`timeZone\`` }),
  ),
  to: Type.Optional(
    Type.String({
      description: `${words.to} this ISO 8601 time; a day alone is meant whole: until its end in \`timeZone\``,
    }),
  ),
  timeZone,
});
