import type { CallCapturedData, Party } from '@gong-timeline/contracts';
import { callCaptured } from '@gong-timeline/contracts';
import { readParties } from '../attendees/read-parties';
import { companyEvidence } from './company-evidence';

const party = (over: Partial<Party> = {}): Party => ({
  name: 'Li Wei',
  emailAddress: null,
  affiliation: 'External',
  gongUserId: null,
  gongUser: null,
  contactIds: [],
  ...over,
});
const gongUser = {
  gongUserId: '7',
  firstName: 'Bo',
  lastName: 'Rep',
  emailAddress: 'bo@vendor.example',
  emailAliases: [],
};
const call = (over: Partial<CallCapturedData>): CallCapturedData => ({
  ...callCaptured.example,
  accounts: [],
  parties: [],
  ...over,
});
const evidence = (of: CallCapturedData, crmSystem: 'Salesforce' | null) =>
  companyEvidence(of, readParties(of.parties, of.owner), crmSystem);
const matchDomains = { ...callCaptured.example.settings, matchDomains: true };

describe('what a call carries to find its company by (S14, S15)', () => {
  it('is its Account ids and what its external parties have', () => {
    const { accounts, parties } = callCaptured.example;
    expect(evidence(call({ accounts, parties }), 'Salesforce')).toEqual({
      accountIds: ['0015e00002Xy1Zq'],
      contactIds: ['0035e00001Ab9Tt'],
      emails: ['li.wei@northwind.example'],
      domains: [],
    });
  });

  it('leaves out internal parties, and unknown ones that are Gong users', () => {
    const contactIds = [{ system: 'Salesforce' as const, id: 'X' }];
    const parties = [
      party({ affiliation: 'Internal', emailAddress: 'a@vendor.example', contactIds }),
      party({ affiliation: 'Unknown', gongUserId: '7', gongUser, emailAddress: 'bo@vendor.example', contactIds }),
    ];
    expect(evidence(call({ parties }), 'Salesforce')).toMatchObject({ contactIds: [], emails: [] });
  });

  it('takes in unknown parties that are no known Gong user', () => {
    const parties = [party({ affiliation: 'Unknown', gongUserId: '9', emailAddress: 'x@y.example' })];
    expect(evidence(call({ parties }), null).emails).toEqual(['x@y.example']);
  });

  it("leaves out the owner's own party, even when Gong calls it external", () => {
    const { user } = callCaptured.example.owner;
    const parties = [party({ emailAddress: ` ${user?.emailAddress?.toUpperCase()}` })];
    expect(evidence(call({ parties }), null).emails).toEqual([]);
  });

  it('leaves out a second party of one of us that Gong calls external, by his address or an alias', () => {
    const aliased = { ...gongUser, emailAliases: ['Bo.Rep@vendor.example'] };
    const parties = [
      party({ emailAddress: 'bo@vendor.example' }),
      party({ affiliation: 'Internal', gongUserId: '7', gongUser: aliased }),
      party({ emailAddress: 'bo.rep@VENDOR.example' }),
      party({ emailAddress: 'li@acme.example' }),
    ];
    expect(evidence(call({ parties }), null).emails).toEqual(['li@acme.example']);
  });

  it('does not take a text without @ and a domain for an e-mail', () => {
    expect(evidence(call({ parties: [party({ emailAddress: 'phone' })] }), null).emails).toEqual([]);
  });

  it('has domains only when the setting is on, and none of free mail', () => {
    const parties = [party({ emailAddress: 'li@eu.acme.example' }), party({ emailAddress: 'li@gmail.com' })];
    expect(evidence(call({ parties }), null).domains).toEqual([]);
    expect(evidence(call({ parties, settings: matchDomains }), null)).toMatchObject({
      emails: ['li@eu.acme.example', 'li@gmail.com'],
      domains: [['eu.acme.example', 'acme.example']],
    });
  });
});
