import { Type } from '@sinclair/typebox';
import { FIELD_TYPES, Filters, StepFilters } from '../events/filters';
import { defineOperation } from './define-operation';

const of = { owner: 'identity-resolution', tag: 'Sync' } as const;

/** A field that conditions of a filter may name (S8). */
export const FilterField = Type.Object(
  {
    object: Type.Union([Type.Literal('Company'), Type.Literal('User')]),
    field: Type.String({ description: 'What a condition calls it: name, or customFields.<name>' }),
    label: Type.String({ description: 'What people call it' }),
    type: Type.Union(FIELD_TYPES.map((type) => Type.Literal(type))),
    operators: Type.Array(Type.String()),
    values: Type.Optional(Type.Array(Type.String(), { description: 'What it can hold, where that is known' })),
  },
  { $id: 'FilterField' },
);

export const listFilterFields = defineOperation({
  ...of,
  operationId: 'listFilterFields',
  method: 'GET',
  path: '/api/filter-fields',
  access: 'admin',
  summary: 'List the fields of Company and User that filters may name, with their operators',
  status: 200,
  response: Type.Object({ items: Type.Array(FilterField) }),
  problems: [],
});

/** gong-ingest asks at Save. The body is as the settings have it, so that an error names the field as the admin knows it. */
export const checkFilters = defineOperation({
  ...of,
  operationId: 'checkFilters',
  callers: ['gong-ingest'],
  method: 'POST',
  path: '/internal/filters/check',
  access: 'service',
  summary: "Check filters against the tenant's fields; answers them with the types of their fields",
  body: Type.Object({ filters: Filters }, { additionalProperties: false }),
  status: 200,
  response: StepFilters,
  problems: ['settings.filters'],
});
