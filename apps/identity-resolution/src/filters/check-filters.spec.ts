import type { CustomField, Filters } from '@gong-timeline/contracts';
import { checkFilters } from './check-filters';
import { filterFields } from './filter-fields';

const custom: CustomField[] = [
  { object: 'Company', name: 'Region', type: 'text' },
  { object: 'Company', name: 'Seats', type: 'number' },
  { object: 'Company', name: 'RenewsOn', type: 'date' },
  { object: 'User', name: 'Team', type: 'text' },
  { object: 'Person', name: 'Role', type: 'text' },
];
const fields = filterFields(custom);

type Condition = Filters['conditions'][number];
const named = { letter: 'A', object: 'Company', field: 'name', operator: 'contains', value: 'north' } as const;
const check = (conditions: readonly Partial<Condition>[], expression: string | null = null) =>
  checkFilters({ conditions: conditions.map((each) => ({ ...named, ...each }) as Condition), expression }, fields);
const faults = (...args: Parameters<typeof check>) => {
  const checked = check(...args);
  return checked.kind === 'faulty' ? checked.faults : [];
};
const seats = (operator: string, value?: unknown) => [
  { ...named, field: 'customFields.Seats', operator, value } as Partial<Condition>,
];
const renews = (operator: string, value?: unknown) => [
  { ...named, field: 'customFields.RenewsOn', operator, value } as Partial<Condition>,
];

describe('filters that fit the fields of a tenant (S8)', () => {
  it('travel with the types of their fields', () => {
    const team = { letter: 'B', object: 'User', field: 'customFields.Team', operator: 'is null' } as const;
    expect(checkFilters({ conditions: [named, team], expression: 'a or b' }, fields)).toEqual({
      kind: 'fit',
      filters: {
        conditions: [
          { ...named, type: 'text' },
          { ...team, type: 'text' },
        ],
        expression: 'a or b',
      },
    });
  });

  it.each([
    [seats('between', [1, 1])],
    [seats('!=', -0.5)],
    [renews('between', ['2026-03-31', '2026-03-31'])],
    [renews('between', ['2026-03-31T10:00:00Z', '2026-03-31'])],
    [renews('is not null')],
    [[{ operator: 'in', value: ['a', 'b'] } as Partial<Condition>]],
    [[{ object: 'User', field: 'active', operator: 'is', value: false } as Partial<Condition>]],
  ])('are taken: %j', (conditions) => {
    expect(faults(conditions)).toEqual([]);
  });

  it('need no expression, and one of blanks is none', () => {
    expect(check([named], '  ')).toMatchObject({ kind: 'fit', filters: { expression: null } });
    expect(check([])).toEqual({ kind: 'fit', filters: { conditions: [], expression: null } });
  });
});

describe('filters that cannot be used are refused by name (S8)', () => {
  it.each<[string, Partial<Condition>[], string, RegExp]>([
    ['an unknown field', [{ field: 'colour' }], 'field', /no field of Company; expected one of name, externalId/],
    ['a field of the other object', [{ field: 'email' }], 'field', /no field of Company/],
    ['an unknown custom field', [{ field: 'customFields.Sector' }], 'field', /customFields\.Region/],
    ['a custom field in another case', [{ field: 'customFields.region' }], 'field', /customFields\.Region/],
    ['a custom field of persons', [{ object: 'User', field: 'customFields.Role' }], 'field', /no field of User/],
    ['what every object has', [{ field: 'constructor' }], 'field', /no field/],
    [
      'an operator that does not fit',
      seats('contains', '4'),
      'operator',
      /contains does not fit Seats, a number field; expected one of =, !=/,
    ],
    ['an order of texts', [{ operator: '<' }], 'operator', /< does not fit Name, a text field/],
    ['a text for a number', seats('=', '4'), 'value', /expected a number, got "4"/],
    ['a number for a text', [{ value: 4 }], 'value', /expected a text that is not blank, got 4/],
    ['an empty text', [{ value: ' ' }], 'value', /not blank/],
    [
      'a text for a boolean',
      [{ object: 'User', field: 'active', operator: 'is', value: 'yes' }],
      'value',
      /true or false/,
    ],
    ['no date', renews('<', 'soon'), 'value', /a day such as 2026-03-31/],
    ['a day that is none', renews('=', '2026-02-30'), 'value', /got "2026-02-30"/],
    ['a time without offset', renews('=', '2026-02-03T10:00'), 'value', /with Z or an offset/],
    ['no value', [{ value: undefined as never }], 'value', /is missing; expected a text/],
    ['a value too many', renews('is null', '2026-03-31'), 'value', /is null has no value; leave it out/],
    ['a list where one is asked', [{ value: ['a', 'b'] }], 'value', /got a list of 2/],
    ['one where a list is asked', [{ operator: 'in', value: 'a' }], 'value', /expected a list/],
    ['a misfit in a list', [{ operator: 'in', value: ['a', 7] }], 'value', /got 7/],
    ['between with one', seats('between', [1]), 'value', /expected \[from, to\]/],
    ['between with three', seats('between', [1, 2, 3]), 'value', /got a list of 3/],
    ['between with a misfit', seats('between', [1, '9']), 'value', /expected a number, got "9"/],
    ['numbers upside down', seats('between', [3, 1]), 'value', /upside down: 3 comes after 1/],
    [
      'days upside down',
      renews('between', ['2026-03-31', '2026-03-01']),
      'value',
      /upside down: 2026-03-31 comes after/,
    ],
    ['the word OR as a letter', [{ letter: 'OR' }], 'letter', /word of the expression/],
  ])('%s', (_, conditions, at, message) => {
    expect(faults(conditions)).toEqual([{ at: `.conditions[0].${at}`, message: expect.stringMatching(message) }]);
  });

  it.each([
    ['A AND', '.expression', 'at character 6: expected the letter of a condition or (, found the end'],
    ['A OR B C', '.expression', 'at character 8: expected AND, OR or the end, found "C"'],
    ['B AND (A OR D)', '.expression', 'at character 13: there is no condition D; expected one of A, B'],
    ['B', '.conditions[0].letter', 'the expression does not name A; name it there, or remove the condition'],
  ])('the expression %s', (expression, at, message) => {
    expect(faults([{ letter: 'A' }, { letter: 'B' }], expression)).toEqual([{ at, message }]);
  });

  it('a letter that two conditions have', () => {
    expect(faults([{}, { letter: 'B' }, {}])).toEqual([
      { at: '.conditions[2].letter', message: 'A is the letter of conditions[0] already' },
    ]);
  });

  it('an expression over no conditions', () => {
    expect(faults([], 'A')).toMatchObject([{ at: '.expression', message: expect.stringContaining('no conditions') }]);
  });

  it('more of them than can travel with each call', () => {
    const list = (length: number) => [{ operator: 'in' as const, value: Array<string>(200).fill('x'.repeat(length)) }];
    expect(faults(list(140))).toEqual([]);
    expect(faults(list(150))).toEqual([
      { at: '', message: expect.stringMatching(/^are 30\d{3} characters .* at most 30000/) },
    ]);
  });

  it('all that is wrong with them at once', () => {
    const bad = [{ field: 'colour' }, { letter: 'B', operator: '<' as const }];
    expect(faults(bad, 'A OR').map(({ at }) => at)).toEqual([
      '.conditions[0].field',
      '.conditions[1].operator',
      '.expression',
    ]);
  });
});
