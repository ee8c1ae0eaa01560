import { type Static, Type } from '@sinclair/typebox';
import { FIELD_TYPES } from '../events/filters';
import { defineOperation } from './define-operation';
import { EntityTag } from './entity-tag';

const of = { owner: 'identity-resolution', tag: 'Directory' } as const;

export const CUSTOM_FIELD_NAME = '^[A-Za-z][A-Za-z0-9_]{0,63}$';
const CustomFieldObject = Type.Union([Type.Literal('Company'), Type.Literal('Person'), Type.Literal('User')]);
const CustomFieldName = Type.String({ pattern: CUSTOM_FIELD_NAME });
const CustomFieldType = Type.Union(
  FIELD_TYPES.map((type) => Type.Literal(type)),
  { description: 'What its values must be; a date is an ISO 8601 day, or a time with Z or an offset' },
);

export const CustomField = Type.Object(
  { object: CustomFieldObject, name: CustomFieldName, type: CustomFieldType, etag: EntityTag },
  { $id: 'CustomField' },
);
/** The field itself, as it is stored. */
export type CustomField = Omit<Static<typeof CustomField>, 'etag'>;

export const listCustomFields = defineOperation({
  ...of,
  operationId: 'listCustomFields',
  method: 'GET',
  path: '/api/directory/custom-fields',
  access: 'admin',
  summary: 'List the custom fields of companies, persons and users, with their types',
  status: 200,
  response: Type.Object({ items: Type.Array(CustomField) }),
  problems: [],
});

export const saveCustomField = defineOperation({
  ...of,
  operationId: 'saveCustomField',
  needsIfMatch: 'once-saved',
  answersEtag: true,
  method: 'PUT',
  path: '/api/directory/custom-fields/{object}/{name}',
  access: 'admin',
  summary: 'Declare a custom field, or change its type',
  description:
    'A field need not be declared: its first import does it, by the type of its first value; text from a CSV file. A change of type converts the values that are there, and is refused when any of them does not fit.',
  params: Type.Object({ object: CustomFieldObject, name: CustomFieldName }),
  body: Type.Object({ type: CustomFieldType }, { additionalProperties: false }),
  status: 200,
  response: CustomField,
  problems: ['directory.values-do-not-fit', 'conflict'],
});
