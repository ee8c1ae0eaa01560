import type { StepFilters } from '@gong-timeline/contracts';
import type { CompanyFields, UserFields } from './filter-fields';
import { whyFiltered } from './why-filtered';

type Condition = StepFilters['conditions'][number];

const company: CompanyFields = {
  ...{ name: 'Northwind Ltd', externalId: 'c-1', gsid: 'n', parentGsid: 'h', parentExternalId: 'c-0' },
  ...{ parentName: 'Holding', customFields: { Region: 'EMEA', Seats: 40, Note: '' } },
};
const user: UserFields = {
  ...{ name: 'Ana Host', email: 'ana@vendor.example', licence: 'Full', active: true, externalId: 'u-1', gsid: 'a' },
  customFields: { Team: 'West' },
};

const region = (value: string, letter = 'A'): Condition => ({
  ...{ letter, object: 'Company', field: 'customFields.Region', operator: 'equals', value, type: 'text' },
});
const team = (value: string, letter = 'B'): Condition => ({
  ...{ letter, object: 'User', field: 'customFields.Team', operator: 'equals', value, type: 'text' },
});
const filters = (conditions: Condition[], expression: string | null = null): StepFilters => ({
  conditions,
  expression,
});
const atCompany = (...args: Parameters<typeof filters>) => whyFiltered(filters(...args), { company, user: null });
const atUser = (...args: Parameters<typeof filters>) => whyFiltered(filters(...args), { company, user });
/** The letters of the conditions that a message names. */
const namedIn = (message: string | null) => message?.match(/\b[A-Z](?=: )/g) ?? null;

describe('the filters of a call (S8)', () => {
  it('let it pass when they hold, or when there are none', () => {
    expect([atCompany([]), atUser([]), atUser([region('emea'), team('west')])]).toEqual([null, null, null]);
  });

  it('must all hold where there is no expression', () => {
    expect(namedIn(atUser([region('EMEA'), team('East')]))).toEqual(['B']);
    expect(namedIn(atUser([region('APAC'), team('East'), region('EMEA', 'C')]))).toEqual(['A', 'B']);
  });

  it('stop it at its company, naming its company only, when no author could make them hold', () => {
    const conditions = [region('APAC'), team('East')];
    expect(namedIn(atCompany(conditions))).toEqual(['A']);
    expect(namedIn(atCompany(conditions, 'A AND B'))).toEqual(['A']);
    expect(namedIn(atCompany([...conditions, region('LATAM', 'C')], '(A OR C) AND B'))).toEqual(['A', 'C']);
  });

  it('wait for the author when he could make them hold, and then name what did not hold of both', () => {
    const conditions = [region('APAC'), team('East')];
    expect(atCompany(conditions, 'A OR B')).toBeNull();
    expect(namedIn(atUser(conditions, 'A OR B'))).toEqual(['A', 'B']);
    expect(atUser([region('APAC'), team('West')], 'A OR B')).toBeNull();
    expect(atCompany([region('EMEA'), team('East')])).toBeNull();
    expect(atCompany([team('East')])).toBeNull();
  });

  it('find a parent, a custom field that this company does not have, and one that is empty', () => {
    const on = (field: string, operator: Condition['operator'], value?: string): Condition => ({
      ...{ letter: 'A', object: 'Company', field, operator, type: 'text' },
      ...(value === undefined ? {} : { value }),
    });
    expect(atCompany([on('parentName', 'equals', 'holding')])).toBeNull();
    for (const name of ['Sector', 'Note', 'constructor']) {
      expect(atCompany([on(`customFields.${name}`, 'is null')])).toBeNull();
      expect(atCompany([on(`customFields.${name}`, 'equals', 'x')])).toContain(
        `Company ${name} equals "x", but it is empty`,
      );
    }
  });
});

describe('a call that the filters skip says (S8)', () => {
  it('which conditions did not hold, what each saw, and what to do', () => {
    expect(atUser([region('APAC'), team('West'), team('East', 'C')], 'A and (B or C)')).toBe(
      'Skipped by the filters (A and (B or C)). A: Company Region equals "APAC", but it is "EMEA"; C: User Team equals "East", but it is "West". To have it on the Timeline, change the filters and Save.',
    );
  });

  it.each<[Partial<Condition>, string]>([
    [{ operator: 'is null' }, 'A: Company Region is null, but it is "EMEA"'],
    [{ operator: 'in', value: ['a', 'b'] }, 'A: Company Region in "a", "b", but it is "EMEA"'],
    [{ operator: 'in', value: [...'abcdefgh'] }, 'in "a", "b", "c" and 5 more, but'],
    [
      { field: 'customFields.Seats', type: 'number', operator: 'between', value: [1, 9.5] },
      'A: Company Seats between 1 and 9.5, but it is 40',
    ],
    [
      { object: 'User', field: 'active', type: 'boolean', operator: 'is', value: false },
      'A: User Active is false, but it is true',
    ],
    [{ value: `line\n${'😀'.repeat(80)}` }, `equals "line ${'😀'.repeat(35)}…", but it is "EMEA"`],
  ])('it in words: %j', (changes, words) => {
    const { value: _, ...rest } = region('');
    expect(atUser([{ ...rest, ...changes }])).toContain(words);
  });

  it('all of a hundred conditions, in a message that fits the download (S30)', () => {
    const long = 'x'.repeat(4000);
    const conditions = Array.from({ length: 100 }, (_, n): Condition => {
      const letter = n < 26 ? String.fromCharCode(65 + n) : `A${String.fromCharCode(65 + (n % 26))}`;
      return {
        ...region('', letter),
        operator: 'in',
        value: Array<string>(200).fill(long),
        field: `customFields.${'F'.repeat(64)}`,
      };
    });
    expect(atCompany(conditions)?.length).toBeLessThan(32_767);
  });
});
