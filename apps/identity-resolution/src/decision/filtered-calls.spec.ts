import { type CallCapturedData, callCaptured, type StepFilters } from '@gong-timeline/contracts';
import type { TenantDirectory } from '../directory/tenant-directory';
import { directoryOf, userOf } from '../fixtures/directory-of';
import { decideCalls } from './decide-calls';
import { readCall } from './read-call';

const { example } = callCaptured;
const email = example.owner.user?.emailAddress ?? '';
const northwind = { gsid: 'northwind', accountIds: [example.accounts[0]?.id ?? ''], customFields: { Region: 'EMEA' } };
const ana = userOf({ gsid: 'ana', email, customFields: { Team: 'West' } });

type Condition = StepFilters['conditions'][number];
const region = (value: string): Condition => ({
  ...{ letter: 'A', object: 'Company', field: 'customFields.Region', operator: 'equals', value, type: 'text' },
});
const licence = (value: string): Condition => ({
  ...{ letter: 'B', object: 'User', field: 'licence', operator: 'equals', value, type: 'text' },
});

const decide = (directory: TenantDirectory, filters: StepFilters, call: Partial<CallCapturedData> = {}) => {
  const data = { ...example, ...call, settings: { ...example.settings, filters } };
  const read = [data, { ...data, callId: '2' }].map((each) =>
    readCall({ tenantId: 'acme', data: each }, directory.crmSystem),
  );
  let next = 0;
  return decideCalls(read, new Map([['acme', directory]]), () => `new-${next++}`);
};
const all = (...conditions: Condition[]): StepFilters => ({ conditions, expression: null });
const skipped = (message: string) => ({
  ...{ code: 'skipped.filtered', message: expect.stringContaining(message), company: { gsid: 'northwind' } },
  // Nothing of the directory is waited for: a later run reads the call again.
  ...{ waitsFor: [], retryBecause: null, candidates: [] },
});

describe('a call and its filters (S8)', () => {
  const known = directoryOf({ companies: [northwind], users: [ana] });

  it('is resolved when they hold', () => {
    const { decisions } = decide(known, all(region('emea'), licence('full')));
    expect(decisions).toMatchObject([{ ending: 'resolved', author: { gsid: 'ana' } }, { ending: 'resolved' }]);
  });

  it('is skipped by those on User with its company, and says what they saw of the Author', () => {
    const { decisions } = decide(known, all(region('EMEA'), licence('Viewer')));
    const stop = skipped('B: User Licence equals "Viewer", but it is "Full"');
    expect(decisions).toMatchObject([stop, stop]);
  });

  it('is stopped for want of a company before any filter is tried', () => {
    const { decisions } = decide(directoryOf({}), all(region('APAC')));
    expect(decisions).toMatchObject([{ code: 'company.not-found' }, { code: 'company.not-found' }]);
  });

  it.each([
    ['nobody knows', []],
    ['several Users could be', [ana, userOf({ gsid: 'twin', email, customFields: {} })]],
    ['is inactive', [{ ...ana, active: false }]],
  ])('is skipped by those on Company before its author is looked at, whom %s', (_, users) => {
    const { decisions, created } = decide(
      directoryOf({ companies: [northwind], users }),
      all(region('APAC'), licence('x')),
    );
    const stop = skipped('A: Company Region equals "APAC", but it is "EMEA". To have it');
    expect(decisions).toMatchObject([stop, stop]);
    expect(created).toEqual([]);
  });

  it('is stopped by its author before those on User', () => {
    const users = [ana, userOf({ gsid: 'twin', email, customFields: {} })];
    const { decisions } = decide(directoryOf({ companies: [northwind], users }), all(licence('Viewer')));
    expect(decisions).toMatchObject([{ code: 'author.conflict' }, { code: 'author.conflict' }]);
  });
});

describe('a call whose Author would have to be created, and its filters (S8)', () => {
  const guest = userOf({ gsid: 'guest', email, licence: 'Guest', customFields: {} });
  const owners = [
    ['nobody knows', []],
    ['has external kinds only', [guest]],
  ] as const;

  it.each(owners)(
    'is tried on the User as he would be created, and creates none when it stops: the owner %s',
    (_, users) => {
      const { decisions, created } = decide(directoryOf({ companies: [northwind], users }), all(licence('Full')));
      const stop = skipped('B: User Licence equals "Full", but it is "Internal Collaborator"');
      expect(decisions).toMatchObject([stop, stop]);
      expect(created).toEqual([]);
    },
  );

  it.each(owners)('creates him when it holds of him: the owner %s', (_, users) => {
    const name: Condition = { ...licence('ana host'), letter: 'C', field: 'name' };
    const filters = all(licence('internal collaborator'), name);
    const { decisions, created } = decide(directoryOf({ companies: [northwind], users }), filters);
    expect(decisions[1]).toMatchObject({ ending: 'resolved', author: { gsid: 'new-0' } });
    expect(created).toHaveLength(1);
  });
});
