import type { StepFilters } from '@gong-timeline/contracts';
import { type Condition, type FieldValue, isEmpty, listOf } from './condition-holds';
import { fieldLabel } from './filter-fields';

/** A condition that did not hold, and the value that it was tried on. */
export interface Failed {
  readonly condition: Condition;
  readonly saw: FieldValue;
}

/** What a skipped call says (S8): every condition that did not hold, and what it saw. */
export const explainFiltered = (failed: readonly Failed[], { expression }: StepFilters): string => {
  const conditions = failed.map(({ condition, saw }) => `${inWords(condition)}, but it is ${shown(saw)}`).join('; ');
  const rule = expression === null ? 'all conditions must hold' : shortened(expression, LONGEST_EXPRESSION);
  return `Skipped by the filters (${rule}). ${conditions}. To have it on the Timeline, change the filters and Save.`;
};

const inWords = ({ letter, object, field, operator, value }: Condition): string => {
  const name = `${letter}: ${object} ${fieldLabel(object, field)} ${operator}`;
  if (value === undefined) return name;
  const values = listOf(value);
  if (operator === 'between') return `${name} ${shown(values[0] ?? null)} and ${shown(values.at(-1) ?? null)}`;
  const more = values.length - MOST_VALUES;
  return `${name} ${values.slice(0, MOST_VALUES).map(shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** So that the message of a hundred conditions can be read, and fits a cell of the download (S30). */
const LONGEST_VALUE = 40;
const LONGEST_EXPRESSION = 200;
const MOST_VALUES = 3;

const shown = (value: FieldValue): string => {
  if (isEmpty(value)) return 'empty';
  return typeof value === 'string' ? `"${shortened(value, LONGEST_VALUE)}"` : String(value);
};

const shortened = (text: string, longest: number): string => {
  const characters = [...text.replaceAll(/[\p{Cc}\s]+/gu, ' ')];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest).join('')}…`;
};
