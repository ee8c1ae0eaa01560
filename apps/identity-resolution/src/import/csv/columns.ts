import { CUSTOM_FIELD_NAME } from '@gong-timeline/contracts';
import type { FieldError } from '@gong-timeline/runtime';
import type { Rows } from '../check-row';

/** What the cells of a column hold; null: nothing that is read. */
export type Column = string | null;

/** As in the file of rejected rows; an import ignores it. */
export const PROBLEM_COLUMN = 'problem';
export const CUSTOM_FIELD_PREFIX = 'customFields.';

const FIELDS: { readonly [K in keyof Rows]: { readonly needed: readonly string[]; readonly more: readonly string[] } } =
  {
    companies: { needed: ['externalId', 'name'], more: ['parentExternalId', 'crmAccountIds', 'domains'] },
    persons: { needed: ['externalId', 'name'], more: ['emails', 'crmContactIds', 'companyExternalIds'] },
    users: { needed: ['externalId', 'name', 'email', 'licence'], more: ['active'] },
  };
const CUSTOM_FIELD = new RegExp(CUSTOM_FIELD_NAME);

/** What each header of a file stands for, by its own name or as the sender maps it; or all that is wrong with them. */
export const columnsOf = (
  kind: keyof Rows,
  headers: readonly string[],
  mapping: Readonly<Record<string, string | null>>,
): { readonly columns: readonly Column[] } | { readonly errors: readonly FieldError[] } => {
  const errors: FieldError[] = [];
  const columns: Column[] = [];
  const { needed, more } = FIELDS[kind];
  const all = [...needed, ...more, `${CUSTOM_FIELD_PREFIX}<name>`].join(', ');
  for (const header of headers) {
    const field = `header ${JSON.stringify(header.slice(0, 100))}`;
    if (header === '') errors.push({ field, message: `a column has no name; expected ${all}` });
    const asked = Object.hasOwn(mapping, header) ? (mapping[header] ?? null) : header;
    const ignored = asked === null || asked.toLowerCase() === PROBLEM_COLUMN;
    const column = ignored ? null : columnNamed(kind, asked);
    if (header !== '' && column === null && !ignored) {
      const named =
        asked === header ? 'is not a column' : `is mapped to ${JSON.stringify(asked)}, which is not a column`;
      errors.push({ field, message: `${named} of ${kind}; expected ${all}` });
    } else if (column !== null && columns.includes(column)) {
      errors.push({ field, message: `${column} is there twice; expected one column for it` });
    }
    columns.push(column);
  }
  for (const header of Object.keys(mapping)) {
    if (headers.includes(header)) continue;
    errors.push({ field: 'query.columns', message: `the file has no header ${JSON.stringify(header.slice(0, 100))}` });
  }
  for (const name of needed) {
    if (!columns.includes(name)) errors.push({ field: `header "${name}"`, message: 'is missing' });
  }
  return errors.length > 0 ? { errors } : { columns };
};

/** Standard names in any case; those of custom fields as they are. */
export const columnNamed = (kind: keyof Rows, name: string): string | null => {
  const { needed, more } = FIELDS[kind];
  const standard = [...needed, ...more].find((field) => field.toLowerCase() === name.toLowerCase());
  if (standard !== undefined) return standard;
  if (!name.toLowerCase().startsWith(CUSTOM_FIELD_PREFIX.toLowerCase())) return null;
  const custom = name.slice(CUSTOM_FIELD_PREFIX.length);
  return CUSTOM_FIELD.test(custom) ? `${CUSTOM_FIELD_PREFIX}${custom}` : null;
};
