import { type Static, Type } from '@sinclair/typebox';
import { nullable } from './nullable';

/** What a field holds, and so which operators it allows (S8). */
export const FIELD_TYPES = ['text', 'number', 'date', 'boolean'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export const FILTER_OPERATORS = {
  text: ['equals', 'not equals', 'contains', 'does not contain', 'starts with', 'in', 'is null', 'is not null'],
  number: ['=', '!=', '<', '<=', '>', '>=', 'between', 'is null', 'is not null'],
  date: ['=', '!=', '<', '<=', '>', '>=', 'between', 'is null', 'is not null'],
  boolean: ['is', 'is null', 'is not null'],
} as const satisfies Record<FieldType, readonly string[]>;
export type FilterOperator = (typeof FILTER_OPERATORS)[FieldType][number];

const OPERATORS = [...new Set(Object.values(FILTER_OPERATORS).flat())];
const Scalar = Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Boolean()]);

const condition = {
  letter: Type.String({ pattern: '^[A-Z]{1,2}$', description: 'What the expression calls it: A, B, ... Z, AA, ...' }),
  object: Type.Union([Type.Literal('Company'), Type.Literal('User')], {
    description: "The call's Company, or its Author",
  }),
  field: Type.String({
    minLength: 1,
    maxLength: 100,
    description: 'A standard field such as name, or customFields.<name>',
  }),
  operator: Type.Union(OPERATORS.map((operator) => Type.Literal(operator))),
  value: Type.Optional(
    Type.Union([Scalar, Type.Array(Scalar, { minItems: 1, maxItems: 200 })], {
      description:
        'One value; a list for in; [from, to] (both included) for between; none for is null and is not null. Dates are ISO 8601 days or times',
    }),
  ),
};

/** S8, as an admin says it. */
export const Filters = Type.Object(
  {
    conditions: Type.Array(Type.Object(condition, { additionalProperties: false }), { maxItems: 100 }),
    expression: nullable(
      Type.String({
        maxLength: 2000,
        description:
          'Over the letters, such as A AND (B OR C): AND before OR, any case. Null: all conditions must hold',
      }),
    ),
  },
  { additionalProperties: false, $id: 'Filters' },
);
export type Filters = Static<typeof Filters>;

/** S8, as it travels with a job: the fields' types as they were at Save, so that a step needs no look-up to decide. */
export const StepFilters = Type.Object({
  conditions: Type.Array(
    Type.Object({ ...condition, type: Type.Union(FIELD_TYPES.map((type) => Type.Literal(type))) }),
  ),
  expression: nullable(Type.String()),
});
export type StepFilters = Static<typeof StepFilters>;
