import type { StepFilters } from '@gong-timeline/contracts';
import { type Condition, conditionHolds } from './condition-holds';
import { explainFiltered } from './explain-filtered';
import { type Expression, joined, type Truth, truthOf } from './expression';
import { type CompanyFields, readField, type UserFields } from './filter-fields';
import { parseExpression } from './parse-expression';

/** Whom the conditions are tried on. */
export interface Filtered {
  readonly company: CompanyFields;
  /** The Author, who may yet have to be created; null before he is decided. */
  readonly user: UserFields | null;
}

/**
 * Why the filters stop a call (S8), for people; null when they let it pass. Without a User they stop it only when no author
 * could make them hold: an expression has no negation, so what is false while the User's conditions are unknown is false
 * whatever they turn out to be.
 */
export const whyFiltered = (filters: StepFilters, { company, user }: Filtered): string | null => {
  const tried = filters.conditions.map((condition) => {
    const fields = condition.object === 'Company' ? company : user;
    if (fields === null) return { condition, saw: null, holds: null };
    const saw = readField(fields, condition.object, condition.field);
    return { condition, saw, holds: conditionHolds(condition, saw) };
  });
  const truths = new Map<string, Truth>(tried.map(({ condition, holds }) => [condition.letter, holds]));
  const expression = expressionOf(filters);
  if (expression === null || truthOf(expression, (letter) => known(truths, letter)) !== false) return null;
  return explainFiltered(
    tried.filter(({ holds }) => holds === false),
    filters,
  );
};

/** Null when there are no conditions. Without an expression all conditions must hold. */
const expressionOf = ({ conditions, expression }: StepFilters): Expression | null => {
  if (conditions.length === 0) return null;
  if (expression === null) return joined('and', conditions.map(letterOf));
  const parsed = parseExpression(expression);
  if (parsed.kind === 'fault') throw new Error(`The expression ${expression} was not checked`);
  return parsed.expression;
};

const letterOf = ({ letter }: Condition): Expression => ({ kind: 'letter', letter });

const known = (truths: ReadonlyMap<string, Truth>, letter: string): Truth => {
  const truth = truths.get(letter);
  if (truth === undefined) throw new Error(`The expression names ${letter}, and no condition does`);
  return truth;
};
