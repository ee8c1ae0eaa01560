import {
  type CustomField,
  type FieldType,
  FILTER_OPERATORS,
  type FilterField,
  type StepFilters,
} from '@gong-timeline/contracts';
import { LICENCES } from '@gong-timeline/domain';
import type { Static } from '@sinclair/typebox';
import type { FieldValue } from './condition-holds';

export type FilterObject = StepFilters['conditions'][number]['object'];
type CustomFieldValues = Readonly<Record<string, FieldValue>>;

/** A Company as filters see it. */
export interface CompanyFields {
  readonly name: string;
  readonly externalId: string;
  readonly gsid: string;
  readonly parentName: FieldValue;
  readonly parentExternalId: FieldValue;
  readonly parentGsid: FieldValue;
  readonly customFields: CustomFieldValues;
}

/** A User as filters see it: one that exists, or one that would be created. */
export interface UserFields {
  readonly name: string;
  readonly email: string;
  readonly licence: string;
  readonly active: boolean;
  readonly externalId: string;
  readonly gsid: string;
  readonly customFields: CustomFieldValues;
}

interface StandardField<F> {
  readonly label: string;
  readonly type: FieldType;
  readonly values?: readonly string[];
  readonly read: (fields: F) => FieldValue;
}

const company = {
  name: { label: 'Name', type: 'text', read: ({ name }) => name },
  externalId: { label: 'External id', type: 'text', read: ({ externalId }) => externalId },
  gsid: { label: 'GSID', type: 'text', read: ({ gsid }) => gsid },
  parentName: { label: 'Name of parent', type: 'text', read: ({ parentName }) => parentName },
  parentExternalId: { label: 'External id of parent', type: 'text', read: ({ parentExternalId }) => parentExternalId },
  parentGsid: { label: 'GSID of parent', type: 'text', read: ({ parentGsid }) => parentGsid },
} satisfies Record<Exclude<keyof CompanyFields, 'customFields'>, StandardField<CompanyFields>>;

const user = {
  name: { label: 'Name', type: 'text', read: ({ name }) => name },
  email: { label: 'E-mail', type: 'text', read: ({ email }) => email },
  licence: { label: 'Licence', type: 'text', values: LICENCES, read: ({ licence }) => licence },
  active: { label: 'Active', type: 'boolean', read: ({ active }) => active },
  externalId: { label: 'External id', type: 'text', read: ({ externalId }) => externalId },
  gsid: { label: 'GSID', type: 'text', read: ({ gsid }) => gsid },
} satisfies Record<Exclude<keyof UserFields, 'customFields'>, StandardField<UserFields>>;

type Fields = CompanyFields | UserFields;
const STANDARD = { Company: company, User: user } as unknown as Readonly<
  Record<FilterObject, Readonly<Record<string, StandardField<Fields>>>>
>;
const CUSTOM = 'customFields.';

/** What filters of a tenant may name, in the order in which it is offered. */
export const filterFields = (customFields: readonly CustomField[]): Static<typeof FilterField>[] =>
  (['Company', 'User'] as const).flatMap((object) => [
    ...Object.entries(STANDARD[object]).map(([field, { label, type, values }]) => ({
      ...{ object, field, label, type, operators: [...FILTER_OPERATORS[type]] },
      ...(values === undefined ? {} : { values: [...values] }),
    })),
    ...customFields
      .filter((custom) => custom.object === object)
      .map(({ name, type }) => ({
        ...{ object, field: `${CUSTOM}${name}`, label: name, type, operators: [...FILTER_OPERATORS[type]] },
      })),
  ]);

export const fieldLabel = (object: FilterObject, field: string): string =>
  STANDARD[object][field]?.label ?? field.slice(CUSTOM.length);

/** A field that this entry does not have is empty. */
export const readField = (fields: Fields, object: FilterObject, field: string): FieldValue => {
  if (!field.startsWith(CUSTOM)) return STANDARD[object][field]?.read(fields) ?? null;
  const name = field.slice(CUSTOM.length);
  return Object.hasOwn(fields.customFields, name) ? (fields.customFields[name] ?? null) : null;
};
