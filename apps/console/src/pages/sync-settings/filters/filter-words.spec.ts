import { type Condition, type FilterField, freeLetter, withField, withOperator } from './condition';
import { conditionFault } from './condition-fault';
import { conditionWords, filterWords } from './filter-words';

const field = (object: 'Company' | 'User', name: string, type: FilterField['type']): FilterField => ({
  ...{ object, field: `customFields.${name}`, label: name, type },
  operators: type === 'text' ? ['equals', 'in'] : ['=', '<'],
});
const FIELDS = [
  field('Company', 'Region', 'text'),
  field('Company', 'Sector', 'text'),
  field('Company', 'Seats', 'number'),
  field('User', 'Since', 'date'),
  field('User', 'Trainee', 'boolean'),
];
const region: Condition = {
  ...{ letter: 'A', object: 'Company', field: 'customFields.Region', operator: 'in', value: ['EMEA', 'APAC'] },
};
const seats: Condition = { letter: 'B', object: 'Company', field: 'customFields.Seats', operator: '>=', value: 1200 };
const since: Condition = {
  ...{
    letter: 'C',
    object: 'User',
    field: 'customFields.Since',
    operator: 'between',
    value: ['2026-01-01', '2026-03-31'],
  },
};

describe('filters in words (S8)', () => {
  it('say that nothing is left out without any', () => {
    expect(filterWords({ conditions: [], expression: null }, FIELDS)).toBe('Every call that is not private is synced.');
  });

  it('join all conditions without an expression, and by parentheses with one', () => {
    expect(filterWords({ conditions: [region, seats], expression: null }, FIELDS)).toBe(
      "A call is synced when the Company's Region is “EMEA” or “APAC”, and the Company's Seats is at least 1,200.",
    );
    expect(filterWords({ conditions: [region, seats, since], expression: 'a and (b or c)' }, FIELDS)).toBe(
      "A call is synced when the Company's Region is “EMEA” or “APAC”, and (the Company's Seats is at least 1,200, or the Author's Since is from 2026-01-01 to 2026-03-31, both included).",
    );
  });

  it('say nothing while the expression cannot be read', () => {
    expect(filterWords({ conditions: [region], expression: 'A AND' }, FIELDS)).toBeNull();
  });

  it.each([
    [{ ...region, operator: 'not equals', value: 'EMEA' }, "the Company's Region is not “EMEA” or is empty"],
    [{ ...region, operator: 'does not contain', value: 'E' }, "the Company's Region does not contain “E” or is empty"],
    [{ ...region, operator: 'is null', value: undefined }, "the Company's Region is empty"],
    [{ ...since, operator: '<', value: '2026-01-01' }, "the Author's Since is before 2026-01-01"],
    [{ ...since, field: 'customFields.Trainee', operator: 'is', value: false }, "the Author's Trainee is No"],
  ] as [Condition, string][])('tell what %j means', (condition, words) => {
    expect(conditionWords(condition, FIELDS)).toBe(words);
  });
});

describe('a condition that is being written (S8)', () => {
  it('gets the first free letter, and never OR', () => {
    expect(freeLetter([region, since])).toBe('B');
    const many = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => ({ ...region, letter }));
    expect(freeLetter(many)).toBe('AA');
  });

  it('keeps what was typed where the type stays, and only there', () => {
    expect(withField(region, FIELDS[1] as FilterField, FIELDS)).toEqual({ ...region, field: 'customFields.Sector' });
    expect(withField(region, FIELDS[2] as FilterField, FIELDS)).toEqual({
      ...{ letter: 'A', object: 'Company', field: 'customFields.Seats', operator: '=' },
    });
  });

  it('takes one text into a list, and drops what means nothing to the new operator', () => {
    expect(withOperator({ ...region, operator: 'equals', value: 'EMEA' }, 'in').value).toEqual(['EMEA']);
    expect(withOperator(region, 'contains')).not.toHaveProperty('value');
    expect(withOperator(region, 'is null')).not.toHaveProperty('value');
  });

  it.each([
    [region, null],
    [{ ...region, value: undefined }, 'Condition A needs a text to compare with. Enter adds it.'],
    [{ ...seats, value: undefined }, 'Condition B needs a number to compare with.'],
    [{ ...since, value: ['2026-03-31', '2026-01-01'] }, 'It begins after it ends. Swap the two.'],
    [{ ...since, operator: 'is null', value: undefined }, null],
    [{ ...region, field: 'gone' }, 'The directory no longer has this field. Choose another, or remove the condition.'],
  ] as [Condition, string | null][])('of %j says what is missing', (condition, message) => {
    expect(conditionFault(condition, FIELDS)?.message ?? null).toBe(message);
  });
});
