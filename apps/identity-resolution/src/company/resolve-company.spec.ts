import { directoryOf } from '../fixtures/directory-of';
import type { CompanyEvidence } from './company-evidence';
import { resolveCompany } from './resolve-company';

const carries = (over: Partial<CompanyEvidence>): CompanyEvidence => ({
  accountIds: [],
  contactIds: [],
  emails: [],
  domains: [],
  ...over,
});

const outcome = (directory: Parameters<typeof directoryOf>[0], evidence: Partial<CompanyEvidence>) => {
  const resolution = resolveCompany(carries(evidence), directoryOf(directory));
  if (resolution.kind === 'found') return resolution.company.gsid;
  return resolution.kind === 'not-unique' ? resolution.candidates.map(({ gsid }) => gsid) : resolution.kind;
};

const acme = { gsid: 'acme', accountIds: ['A'], domains: ['acme.example'] };
const beta = { gsid: 'beta', accountIds: ['B'], domains: ['beta.example', 'labs.acme.example'] };
const gamma = { gsid: 'gamma', accountIds: ['C'] };
const liAtAcme = { gsid: 'li', contactIds: ['c-li'], emails: ['li@acme.example'], companies: ['acme'] };
const moAtBoth = { gsid: 'mo', contactIds: ['c-mo'], emails: ['mo@x.example'], companies: ['acme', 'beta'] };
const directory = { companies: [acme, beta, gamma], persons: [liAtAcme, moAtBoth] };

describe('the company of a call (S14)', () => {
  it('is the one that its Account id names', () => {
    expect(outcome(directory, { accountIds: ['B'], emails: ['li@acme.example'] })).toBe('beta');
  });

  it('is the one whose contact is there, when no Account id names one', () => {
    expect(outcome(directory, { accountIds: ['unknown'], contactIds: ['c-li'] })).toBe('acme');
  });

  it('is the one of the person with that address, when no CRM id names one', () => {
    expect(outcome(directory, { contactIds: ['unknown'], emails: ['li@acme.example'] })).toBe('acme');
  });

  it('is the one with that domain, when no person is known', () => {
    expect(outcome(directory, { emails: ['new@acme.example'], domains: [['acme.example']] })).toBe('acme');
  });

  it('is the one with the longest matching domain', () => {
    const domains = [['eu.labs.acme.example', 'labs.acme.example', 'acme.example']];
    expect(outcome(directory, { emails: ['new@eu.labs.acme.example'], domains })).toBe('beta');
  });

  it('is decided by the contacts among those that the Account ids left', () => {
    expect(outcome(directory, { accountIds: ['A', 'C'], contactIds: ['c-mo'] })).toBe('acme');
  });

  it('is decided by a later step when the one before narrowed but did not decide', () => {
    const evidence = { accountIds: ['A', 'B', 'C'], contactIds: ['c-mo'], emails: ['li@acme.example'] };
    expect(outcome(directory, evidence)).toBe('acme');
  });

  it('is not moved by a step that names none of the candidates', () => {
    expect(outcome(directory, { accountIds: ['B', 'C'], emails: ['li@acme.example'] })).toEqual(['beta', 'gamma']);
  });

  it('goes on to the next step after one that named none of the candidates', () => {
    const evidence = { accountIds: ['B', 'C'], contactIds: ['c-li'], emails: ['mo@x.example'] };
    expect(outcome(directory, evidence)).toBe('beta');
  });
});

describe('of several companies (S14)', () => {
  const family = (parents: Record<string, string>) => ({
    companies: ['top', 'mid', 'leaf', 'twig'].map((gsid) => ({
      gsid,
      accountIds: [gsid],
      ...(parents[gsid] === undefined ? {} : { parent: parents[gsid] }),
    })),
  });
  const tree = family({ mid: 'top', leaf: 'mid', twig: 'mid' });

  it('the one that is an ancestor of all others wins, however far up', () => {
    expect(outcome(tree, { accountIds: ['leaf', 'top'] })).toBe('top');
    expect(outcome(tree, { accountIds: ['leaf', 'mid', 'twig'] })).toBe('mid');
  });

  it('none wins when the ancestor they share is not among them', () => {
    expect(outcome(tree, { accountIds: ['leaf', 'twig'] })).toEqual(['leaf', 'twig']);
  });

  it('the ancestor wins at its own step, before a later step could choose a descendant', () => {
    const persons = [{ gsid: 'p', emails: ['p@x.example'], companies: ['leaf'] }];
    expect(outcome({ ...tree, persons }, { accountIds: ['leaf', 'mid'], emails: ['p@x.example'] })).toBe('mid');
  });

  it("none wins of two that are each other's parent", () => {
    const circle = family({ top: 'mid', mid: 'top', leaf: 'mid' });
    expect(outcome(circle, { accountIds: ['top', 'mid'] })).toEqual(['top', 'mid']);
    expect(outcome(circle, { accountIds: ['top', 'mid', 'leaf'] })).toEqual(['top', 'mid', 'leaf']);
  });

  it('one below a circle of parents does not hang the search', () => {
    expect(outcome(family({ top: 'top', leaf: 'top' }), { accountIds: ['leaf', 'twig'] })).toEqual(['leaf', 'twig']);
  });
});

describe('a call without a company (S15)', () => {
  it('carried nothing to look for', () => {
    expect(outcome(directory, {})).toBe('no-data');
  });

  it.each([
    ['an Account id', { accountIds: ['unknown'] }],
    ['a Contact id', { contactIds: ['unknown'] }],
    ['an external e-mail', { emails: ['who@nowhere.example'] }],
  ])('carried %s and nothing matched', (_, evidence) => {
    expect(outcome(directory, evidence)).toBe('not-found');
  });

  it('named a person who is at no company', () => {
    const persons = [{ gsid: 'p', emails: ['p@x.example'] }];
    expect(outcome({ persons }, { emails: ['p@x.example'] })).toBe('not-found');
  });

  it('stayed ambiguous, and tells among which', () => {
    expect(outcome(directory, { emails: ['mo@x.example'] })).toEqual(['acme', 'beta']);
  });
});
