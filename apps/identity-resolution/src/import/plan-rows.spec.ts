import type { CompanyRow, PersonRow, UserRow } from '@gong-timeline/contracts';
import { CrmIdOwners } from './crm-id-owners';
import { CustomFieldTypes } from './custom-field-types';
import { type CompanyState, nextCompany, nextPerson, nextUser, type UserState } from './next-states';
import { type Plan, planRows, type Stored } from './plan-rows';

const numbered = <R>(rows: readonly R[]) => rows.map((row, n) => ({ line: n + 1, row }));
const newGsids = () => {
  let next = 0;
  return () => `gsid-${(next += 1)}`;
};
const counts = ({ created, updated, unchanged, problems }: Plan<unknown & { customFields: never }> | Plan<never>) => [
  created,
  updated,
  unchanged,
  problems.length,
];

const noTypes = () => new CustomFieldTypes([], 'json');

const planUsers = (rows: UserRow[], stored: ReadonlyMap<string, Stored<UserState>> = new Map()) =>
  planRows(numbered(rows), stored, nextUser(noTypes()), newGsids());
const user = (over: Partial<UserRow> = {}): UserRow => ({
  externalId: 'u1',
  name: 'Ana',
  email: 'ana@vendor.example',
  licence: 'Full',
  ...over,
});
const stored: UserState = {
  name: 'Ana',
  email: 'ana@vendor.example',
  licence: 'Full',
  active: false,
  customFields: { A: 1, B: 'x' },
};
const known = new Map([['u1', { gsid: 'ana', state: stored }]]);

describe('a row of an import', () => {
  it('creates what is not there; a User is active unless it says otherwise', () => {
    const plan = planUsers([user(), user({ externalId: 'u2', active: false })]);
    expect(counts(plan as never)).toEqual([2, 0, 0, 0]);
    expect(plan.changes).toMatchObject([
      { externalId: 'u1', gsid: 'gsid-1', before: null, after: { active: true, customFields: {} } },
      { externalId: 'u2', gsid: 'gsid-2', after: { active: false } },
    ]);
  });

  it('that says what is there changes nothing, in whatever order it says it', () => {
    const plan = planUsers([user({ active: false, customFields: { B: 'x', A: 1 } }), user({ name: ' Ana ' })], known);
    expect(plan).toMatchObject({ unchanged: 2, changes: [] });
  });

  it('keeps what it leaves out', () => {
    const [change] = planUsers([user({ licence: 'Viewer' })], known).changes;
    expect(change).toMatchObject({ gsid: 'ana', before: stored, after: { ...stored, licence: 'Viewer' } });
  });

  it('keeps the custom fields that it leaves out, and empties those that it gives as null', () => {
    const [change] = planUsers([user({ customFields: { A: null, C: true } })], known).changes;
    expect(change?.after.customFields).toEqual({ B: 'x', C: true });
    expect(planUsers([user({ active: false, customFields: {} })], known)).toMatchObject({ unchanged: 1 });
  });

  it('twice counts by what each does, and the later one stands', () => {
    const plan = planUsers([user(), user(), user({ name: 'Anna' }), user()]);
    expect(counts(plan as never)).toEqual([1, 2, 1, 0]);
    expect(plan.changes).toMatchObject([{ gsid: 'gsid-1', before: null, after: { name: 'Ana' } }]);
  });

  it('is of the entry with the same external id but for blanks', () => {
    expect(
      planUsers([user({ externalId: ' u1 ', active: false, customFields: stored.customFields })], known),
    ).toMatchObject({
      unchanged: 1,
    });
  });
});

const planCompanies = (rows: CompanyRow[], owned: { crmId: string; externalId: string }[] = []) =>
  planRows<CompanyRow, CompanyState>(
    numbered(rows),
    new Map(),
    nextCompany(new CrmIdOwners('Salesforce', owned), noTypes()),
    newGsids(),
  );
const company = (externalId: string, over: Partial<CompanyRow> = {}): CompanyRow => ({
  externalId,
  name: externalId,
  ...over,
});

describe('a company of an import', () => {
  it('with a CRM id of another company is told whose it is, and does not go in', () => {
    const owned = [{ crmId: '0015e00002Xy1ZqAAJ', externalId: 'other' }];
    const plan = planCompanies([company('c1', { crmAccountIds: ['A', '0015e00002Xy1Zq'] })], owned);
    expect(plan).toMatchObject({
      changes: [],
      problems: [
        {
          line: 1,
          field: 'crmAccountIds[1]',
          value: '0015e00002Xy1Zq',
          message: 'this id is that of the company with the external id other already',
        },
      ],
    });
  });

  it('with a CRM id of an earlier row is told, unless that one has given it up', () => {
    const twice = [company('c1', { crmAccountIds: ['A'] }), company('c2', { crmAccountIds: ['A'] })];
    expect(planCompanies(twice)).toMatchObject({ created: 1, problems: [{ line: 2 }] });
    const givenUp = [twice[0] as CompanyRow, company('c1', { crmAccountIds: [] }), twice[1] as CompanyRow];
    expect(planCompanies(givenUp)).toMatchObject({ created: 2, updated: 1, problems: [] });
  });

  it('that is its own parent is refused', () => {
    expect(planCompanies([company('c1', { parentExternalId: ' c1' })])).toMatchObject({
      problems: [{ field: 'parentExternalId', message: 'a company cannot be its own parent' }],
    });
  });

  it('has its domains in one spelling, each once, and is refused with what is none', () => {
    const [change] = planCompanies([company('c1', { domains: [' Acme.Example', 'acme.example.'] })]).changes;
    expect(change?.after.domains).toEqual(['acme.example']);
    expect(planCompanies([company('c1', { domains: ['acme.example', 'not a domain'] })])).toMatchObject({
      problems: [{ field: 'domains[1]', value: 'not a domain' }],
    });
  });

  it('with a blank CRM id is refused', () => {
    expect(planCompanies([company('c1', { crmAccountIds: [' '] })])).toMatchObject({
      problems: [{ field: 'crmAccountIds[0]' }],
    });
  });
});

describe('a person of an import', () => {
  const plan = (row: Partial<PersonRow>) =>
    planRows(
      numbered([{ externalId: 'p1', name: 'Li', ...row }]),
      new Map(),
      nextPerson(
        new CrmIdOwners('Salesforce', [{ crmId: 'C', externalId: 'p9' }]),
        noTypes(),
        new Map([['acme', 'gsid-acme']]),
      ),
      newGsids(),
    );

  it('has each e-mail once, as it was first written, and its companies', () => {
    const emails = [' Li@Acme.Example', 'li@acme.example', 'li@home.example'];
    expect(plan({ emails, companyExternalIds: [' acme ', 'acme'] }).changes).toMatchObject([
      { after: { emails: ['Li@Acme.Example', 'li@home.example'], companyGsids: ['gsid-acme'] } },
    ]);
  });

  it('that names an unknown company is told which, and does not go in', () => {
    expect(plan({ companyExternalIds: ['acme', 'nowhere'] })).toMatchObject({
      changes: [],
      problems: [{ line: 1, field: 'companyExternalIds[1]', value: 'nowhere' }],
    });
  });

  it("with another person's CRM id is told whose it is", () => {
    expect(plan({ crmContactIds: ['C'] })).toMatchObject({
      problems: [{ field: 'crmContactIds[0]', message: expect.stringContaining('p9') }],
    });
  });
});
