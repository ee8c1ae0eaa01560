import { type FieldType, FILTER_OPERATORS } from '@gong-timeline/contracts';
import fc from 'fast-check';
import { type Condition, conditionHolds, type FieldValue } from './condition-holds';
import { foldText } from './fold-text';

const condition = (type: FieldType, operator: Condition['operator'], value?: Condition['value']): Condition => ({
  ...{ letter: 'A', object: 'Company', field: 'customFields.x', type, operator },
  ...(value === undefined ? {} : { value }),
});
const holds = (type: FieldType, value: FieldValue, operator: Condition['operator'], operand?: Condition['value']) =>
  conditionHolds(condition(type, operator, operand), value);

describe('a condition on a text (S8)', () => {
  it.each([
    ['EMEA', 'equals', 'emea', true],
    ['EMEA', 'equals', 'eme', false],
    ['EMEA', 'not equals', 'Emea', false],
    ['EMEA', 'not equals', 'APAC', true],
    ['Northwind Ltd', 'contains', 'WIND', true],
    ['Northwind Ltd', 'does not contain', 'wind', false],
    ['Northwind Ltd', 'does not contain', 'storm', true],
    ['Northwind Ltd', 'starts with', 'north', true],
    ['Northwind Ltd', 'starts with', 'wind', false],
    ['emea', 'in', ['APAC', 'EMEA'], true],
    ['emea', 'in', ['APAC', 'EME'], false],
    ['Straße', 'equals', 'STRASSE', true],
    ['ΟΔΟΣ', 'equals', 'οδος', true],
    ['ΟΔΟΣ Α', 'contains', 'οδοσ', true],
    ['Caf\u00e9', 'equals', 'CAFE\u0301', true],
    ['ИВАН', 'starts with', 'ив', true],
    ['100%', 'contains', '%', true],
    ['a.c', 'equals', 'abc', false],
  ] as const)('%s %s %s: %s', (value, operator, operand, expected) => {
    expect(holds('text', value, operator, operand as Condition['value'])).toBe(expected);
  });

  it('never minds the case of a letter of any script, nor how it is composed', () => {
    const minded: string[] = [];
    for (let code = 1; code <= 0x10ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const letter = String.fromCodePoint(code);
      const same = [letter.toUpperCase(), letter.toLowerCase(), letter.normalize('NFD')];
      if (same.some((text) => foldText(text) !== foldText(letter))) minded.push(letter);
    }
    expect(minded).toEqual([]);
  });
});

describe('a condition on a number or a date (S8)', () => {
  it.each([
    ['number', 10, '=', 10, true],
    ['number', 10, '!=', 10, false],
    ['number', 10.5, '>', 10, true],
    ['number', 10, '>=', 10, true],
    ['number', 10, '<', 10, false],
    ['number', 10, '<=', 10, true],
    ['number', 9, '<', 10, true],
    ['number', 1, 'between', [1, 3], true],
    ['number', 3, 'between', [1, 3], true],
    ['number', 3.01, 'between', [1, 3], false],
    ['number', 0, '=', 0, true],
    ['date', '2026-03-31', '=', '2026-03-31', true],
    ['date', '2026-03-31T23:30:00.000Z', '=', '2026-03-31', true],
    ['date', '2026-03-31T23:30:00.000Z', '!=', '2026-03-31', false],
    ['date', '2026-03-31T23:30:00.000Z', '<=', '2026-03-31', true],
    ['date', '2026-03-31T23:30:00.000Z', '>', '2026-03-31', false],
    ['date', '2026-04-01', '>', '2026-03-31', true],
    ['date', '2026-03-31T00:00:00.000Z', '<', '2026-03-31', false],
    ['date', '2026-03-31', '>=', '2026-03-31', true],
    ['date', '2026-03-31', 'between', ['2026-03-01', '2026-03-31'], true],
    ['date', '2026-03-31T23:30:00.000Z', 'between', ['2026-03-01', '2026-03-31'], true],
    ['date', '2026-04-01', 'between', ['2026-03-01', '2026-03-31'], false],
    // A day without a time stands at its beginning.
    ['date', '2026-03-31', '<', '2026-03-31T00:00:01Z', true],
    ['date', '2026-03-31', '=', '2026-03-31T00:00:00Z', true],
    ['date', '2026-03-31', '=', '2026-03-31T02:00:00+02:00', true],
  ] as const)('%s: %s %s %s: %s', (type, value, operator, operand, expected) => {
    expect(holds(type, value, operator, operand as Condition['value'])).toBe(expected);
  });
});

describe('a condition on a boolean (S8)', () => {
  it('holds when it is just that', () => {
    expect([true, false].map((value) => holds('boolean', value, 'is', true))).toEqual([true, false]);
    expect([true, false].map((value) => holds('boolean', value, 'is', false))).toEqual([false, true]);
  });
});

const OPERANDS: Record<FieldType, Condition['value']> = { text: 'x', number: 1, date: '2026-01-01', boolean: false };
const everyOperator = (Object.keys(FILTER_OPERATORS) as FieldType[]).flatMap((type) =>
  FILTER_OPERATORS[type].map((operator): Condition => {
    const one = OPERANDS[type] as string;
    if (operator === 'is null' || operator === 'is not null') return condition(type, operator);
    if (operator === 'between' || operator === 'in') return condition(type, operator, [one, one]);
    return condition(type, operator, one);
  }),
);

describe('an empty field (S8)', () => {
  it.each(everyOperator)('$type $operator: only is null and the negative ones hold', (each) => {
    const expected = ['is null', 'not equals', 'does not contain', '!='].includes(each.operator);
    for (const empty of each.type === 'text' ? [null, '', ' \u00a0\t'] : [null]) {
      expect(conditionHolds(each, empty)).toBe(expected);
    }
  });
});

describe('a value that is not of the type of its condition any more', () => {
  it.each(everyOperator.filter(({ type }) => type !== 'text'))('equals nothing: $type $operator', (each) => {
    const expected = ['is not null', '!='].includes(each.operator);
    for (const other of ['soon', each.type === 'number' ? true : 7]) {
      expect(conditionHolds(each, other)).toBe(expected);
    }
  });

  it('is compared as text by a condition on text', () => {
    expect([holds('text', 7, 'equals', '7'), holds('text', true, 'starts with', 'TR')]).toEqual([true, true]);
  });
});

/** Another statement of the rules: the relation that each operator allows between value and operand. */
const ALLOWED: Partial<Record<Condition['operator'], string>> = {
  ...{ '=': 'e', '!=': 'lg', '<': 'l', '<=': 'le', '>': 'g', '>=': 'ge' },
};
const relation = (a: number, b: number): string => 'leg'.charAt(Math.sign(a - b) + 1);

describe('a condition and a second statement of its rules (S8)', () => {
  const numbers = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const operators = fc.constantFrom(...FILTER_OPERATORS.number.filter((operator) => operator in ALLOWED));

  it('agree on numbers', () => {
    fc.assert(
      fc.property(numbers, operators, numbers, numbers, (value, operator, a, b) => {
        expect(holds('number', value, operator, a)).toBe(ALLOWED[operator]?.includes(relation(value, a)));
        const [from = 0, , to = 0] = [a, value, b].sort((x, y) => x - y);
        const inside = holds('number', value, '>=', from) && holds('number', value, '<=', to);
        expect(holds('number', value, 'between', [from, to])).toBe(inside);
      }),
    );
  });

  it('agree on days and times, told apart by their UTC texts alone', () => {
    const time = fc.date({ min: new Date('2026-03-30'), max: new Date('2026-04-02'), noInvalidDate: true });
    const text = fc
      .tuple(time, fc.boolean())
      .map(([at, isDay]) => (isDay ? at.toISOString().slice(0, 10) : at.toISOString()));
    const full = (date: string) => (date.length === 10 ? `${date}T00:00:00.000Z` : date);
    fc.assert(
      fc.property(text, operators, text, (value, operator, operand) => {
        // Against a day, only the day of the value counts.
        const [a, b] = operand.length === 10 ? [value.slice(0, 10), operand] : [full(value), operand];
        const expected = ALLOWED[operator]?.includes(a < b ? 'l' : a > b ? 'g' : 'e');
        expect(holds('date', value, operator, operand)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('agree on texts, compared as a dictionary does', () => {
    const { compare } = new Intl.Collator('en', { sensitivity: 'accent' });
    const texts = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'B', 'é', 'É'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(texts, texts, (value, part) => {
        const places = Array.from({ length: value.length }, (_, n) => n).filter(
          (n) => compare(value.slice(n, n + part.length), part) === 0,
        );
        const equal = compare(value, part) === 0;
        expect(holds('text', value, 'equals', part)).toBe(equal);
        expect(holds('text', value, 'not equals', part)).toBe(!equal);
        expect(holds('text', value, 'in', ['zz', part])).toBe(equal);
        expect(holds('text', value, 'contains', part)).toBe(places.length > 0);
        expect(holds('text', value, 'does not contain', part)).toBe(places.length === 0);
        expect(holds('text', value, 'starts with', part)).toBe(places.includes(0));
      }),
      { numRuns: 1000 },
    );
  });
});
