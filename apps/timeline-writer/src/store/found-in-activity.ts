/** A pattern of LIKE that means the text itself, whatever is in it. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/**
 * SQL: whether a text is in what people read of an Activity, in any case, or is its call id. The whole body, as it is
 * stored, is looked through first, which costs a tenth of taking it apart; a text has the escapes of JSON in there.
 */
export const foundInActivity = (search: string, bind: (value: unknown) => string): string => {
  const stored = bind(containing(JSON.stringify(search).slice(1, -1)));
  const text = bind(containing(search));
  const people = (side: string) =>
    `EXISTS (SELECT FROM json_array_elements(body #> '{attendees,${side}}') AS person
              WHERE person ->> 'name' ILIKE ${text} OR person ->> 'emailAddress' ILIKE ${text})`;
  return `(call_id = ${bind(search)} OR (body::text ILIKE ${stored} AND (
      body ->> 'subject' ILIKE ${text} OR body ->> 'notes' ILIKE ${text}
      OR body #>> '{author,name}' ILIKE ${text} OR body #>> '{author,emailAddress}' ILIKE ${text}
      OR EXISTS (SELECT FROM json_array_elements(body -> 'trackers') AS tracker WHERE tracker ->> 'name' ILIKE ${text})
      OR ${people('internal')} OR ${people('external')})))`;
};
