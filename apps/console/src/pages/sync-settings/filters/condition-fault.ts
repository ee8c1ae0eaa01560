import { type Condition, type FilterField, fieldOf, shapeOf } from './condition';

interface ConditionFault {
  readonly at: 'field' | 'value';
  readonly message: string;
}

/** What is missing before Save asks the API; null when nothing is. Whether a value fits, the API says. */
export const conditionFault = (condition: Condition, fields: readonly FilterField[]): ConditionFault | null => {
  const { value, operator, letter } = condition;
  const field = fieldOf(condition, fields);
  if (field === undefined) {
    return { at: 'field', message: 'The directory no longer has this field. Choose another, or remove the condition.' };
  }
  const shape = shapeOf(operator);
  if (shape === 'none') return null;
  const expected = `Condition ${letter} needs ${EXPECTED[field.type]}.`;
  if (shape === 'several')
    return listed(value).some(said) ? null : { at: 'value', message: `${expected} Enter adds it.` };
  if (shape === 'one') return said(value) ? null : { at: 'value', message: expected };
  const [from, to] = listed(value);
  if (!said(from) || !said(to)) return { at: 'value', message: `Condition ${letter} needs where it begins and ends.` };
  return (from as string | number) <= (to as string | number)
    ? null
    : { at: 'value', message: 'It begins after it ends. Swap the two.' };
};

const EXPECTED: Readonly<Record<FilterField['type'], string>> = {
  text: 'a text to compare with',
  number: 'a number to compare with',
  date: 'a day to compare with',
  boolean: 'Yes or No',
};

const listed = (value: Condition['value']): readonly unknown[] => (Array.isArray(value) ? value : []);
const said = (value: unknown): boolean => (typeof value === 'string' ? value.trim() !== '' : value !== undefined);
