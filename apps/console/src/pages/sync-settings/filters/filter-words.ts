import { type Condition, type FilterField, type Filters, fieldOf } from './condition';
import { type Expression, parseExpression } from './parse-expression';

/** The filters read back: what has to hold of a call. Null while the expression cannot be read. */
export const filterWords = (filters: Filters, fields: readonly FilterField[]): string | null => {
  const { conditions } = filters;
  if (conditions.length === 0) return 'Every call that is not private is synced.';
  const phrases = new Map(conditions.map((condition) => [condition.letter, conditionWords(condition, fields)]));
  const { expression } = filters;
  if (expression === null) return `A call is synced when ${[...phrases.values()].join(', and ')}.`;
  const parsed = parseExpression(expression, [...phrases.keys()]);
  if (parsed.kind === 'fault') return null;
  return `A call is synced when ${wordsOf(parsed.expression, phrases, true)}.`;
};

const wordsOf = (expression: Expression, phrases: ReadonlyMap<string, string>, outermost = false): string => {
  if (expression.kind === 'letter') return phrases.get(expression.letter) ?? expression.letter;
  const parts = expression.parts.map((part) => wordsOf(part, phrases)).join(`, ${expression.kind} `);
  return outermost ? parts : `(${parts})`;
};

const SUBJECT = { Company: "the Company's", User: "the Author's" } as const;

export const conditionWords = (condition: Condition, fields: readonly FilterField[]): string => {
  const field = fieldOf(condition, fields);
  const label = field?.label ?? condition.field;
  return `${SUBJECT[condition.object]} ${label} ${predicate(condition, field?.type ?? 'text')}`;
};

const predicate = ({ operator, value }: Condition, type: FilterField['type']): string => {
  const [first, second] = Array.isArray(value) ? value : [value];
  switch (operator) {
    case 'is null':
      return 'is empty';
    case 'is not null':
      return 'is filled in';
    case 'in':
      return `is ${listWords(Array.isArray(value) ? value : [])}`;
    case 'between':
      return `is from ${said(first)} to ${said(second)}, both included`;
    case 'not equals':
    case '!=':
      return `is not ${said(first)} or is empty`;
    case 'does not contain':
      return `does not contain ${said(first)} or is empty`;
    case 'contains':
      return `contains ${said(first)}`;
    case 'starts with':
      return `starts with ${said(first)}`;
    case 'equals':
    case 'is':
    case '=':
      return `is ${said(first)}`;
    default:
      return `is ${COMPARED[type === 'date' ? 'date' : 'number'][operator]} ${said(first)}`;
  }
};

const COMPARED = {
  number: { '<': 'below', '<=': 'at most', '>': 'above', '>=': 'at least' },
  date: { '<': 'before', '<=': 'on or before', '>': 'after', '>=': 'on or after' },
} as const;

const said = (value: unknown): string => {
  if (value === undefined || value === '') return '…';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'number' ? value.toLocaleString('en-GB') : dayOrText(String(value));
};

const dayOrText = (text: string): string => (/^\d{4}-\d{2}-\d{2}/.test(text) ? text : `“${text}”`);

const listWords = (values: readonly unknown[]): string => {
  if (values.length === 0) return '…';
  const shown = values.slice(0, MOST_NAMED).map(said);
  const more = values.length - shown.length;
  if (more > 0) return `${shown.join(', ')} or one of ${more} more`;
  return shown.length === 1 ? (shown[0] as string) : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
};
const MOST_NAMED = 6;
