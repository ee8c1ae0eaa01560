import type { FilterField, Filters, StepFilters } from '@gong-timeline/contracts';
import type { Static } from '@sinclair/typebox';
import { parseExpression } from './parse-expression';
import { valueFault } from './value-fault';

export interface FilterFault {
  /** Under the filters: `.expression`, `.conditions[1].operator`; empty for all of them. */
  readonly at: string;
  readonly message: string;
}
export type CheckedFilters =
  | { readonly kind: 'fit'; readonly filters: StepFilters }
  | { readonly kind: 'faulty'; readonly faults: readonly [FilterFault, ...FilterFault[]] };

type Fields = readonly Static<typeof FilterField>[];
type Condition = Filters['conditions'][number];

/** S8: whether filters can be used with the fields that a tenant has; all that is wrong with them, or as they travel. */
export const checkFilters = (asked: Filters, fields: Fields): CheckedFilters => {
  const { conditions, expression } = asked;
  const checked = conditions.map((condition) => checkCondition(condition, fields));
  const [fault, ...more] = [
    ...checked.flatMap((each, n) => ('type' in each ? [] : [{ ...each, at: `.conditions[${n}].${each.at}` }])),
    ...lettersTwice(conditions),
    ...expressionFaults(conditions, expression),
    ...tooLong(asked),
  ];
  if (fault !== undefined) return { kind: 'faulty', faults: [fault, ...more] };
  return {
    kind: 'fit',
    filters: { conditions: checked.flatMap((each) => ('type' in each ? [each] : [])), expression: said(expression) },
  };
};

/** Nothing but blanks says no more than nothing. */
const said = (expression: string | null): string | null => (expression?.trim() ? expression : null);

const checkCondition = (condition: Condition, fields: Fields): StepFilters['conditions'][number] | FilterFault => {
  const { object, operator, value } = condition;
  const known = fields.filter((field) => field.object === object);
  const field = known.find((each) => each.field === condition.field);
  if (field === undefined) {
    return { at: 'field', message: `is no field of ${object}; expected ${oneOf(known.map((each) => each.field))}` };
  }
  const { type, operators, label } = field;
  if (!operators.includes(operator)) {
    return {
      at: 'operator',
      message: `${operator} does not fit ${label}, a ${type} field; expected ${oneOf(operators)}`,
    };
  }
  const fault = valueFault(type, operator, value);
  return fault === null ? { ...condition, type } : { at: 'value', message: fault };
};

/** They travel with each call of a job; a Kafka message holds a megabyte. */
const MOST_CHARACTERS = 30_000;

const tooLong = (filters: Filters): FilterFault[] => {
  const { length } = JSON.stringify(filters);
  if (length <= MOST_CHARACTERS) return [];
  const message = `are ${length} characters of JSON; expected at most ${MOST_CHARACTERS}, for they travel with every call`;
  return [{ at: '', message }];
};

const lettersTwice = (conditions: readonly Condition[]): FilterFault[] =>
  conditions.flatMap(({ letter }, n) => {
    const at = `.conditions[${n}].letter`;
    if (letter === 'OR') return [{ at, message: 'OR is a word of the expression; expected another letter' }];
    const first = conditions.findIndex((each) => each.letter === letter);
    return first === n ? [] : [{ at, message: `${letter} is the letter of conditions[${first}] already` }];
  });

const expressionFaults = (conditions: readonly Condition[], expression: string | null): FilterFault[] => {
  if (said(expression) === null) return [];
  const at = '.expression';
  const parsed = parseExpression(expression ?? '');
  if (parsed.kind === 'fault') {
    const { position, expected, found } = parsed;
    return [{ at, message: `at character ${position}: expected ${expected}, found ${found}` }];
  }
  const letters = conditions.map(({ letter }) => letter);
  const unknown = parsed.letters.find(({ letter }) => !letters.includes(letter));
  if (unknown !== undefined) {
    const { position, letter } = unknown;
    const known = letters.length === 0 ? 'no expression, for there are no conditions' : oneOf(letters);
    return [{ at, message: `at character ${position}: there is no condition ${letter}; expected ${known}` }];
  }
  // Somebody who wrote a condition wants it to count.
  return letters.flatMap((letter, n) =>
    parsed.letters.some((named) => named.letter === letter)
      ? []
      : [
          {
            at: `.conditions[${n}].letter`,
            message: `the expression does not name ${letter}; name it there, or remove the condition`,
          },
        ],
  );
};

const MOST_NAMED = 30;

const oneOf = (names: readonly string[]): string => {
  const shown = names.slice(0, MOST_NAMED);
  const more = names.length - shown.length;
  return `${names.length === 1 ? '' : 'one of '}${shown.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
};
