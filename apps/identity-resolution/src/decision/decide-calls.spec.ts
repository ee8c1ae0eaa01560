import { type CallCapturedData, callCaptured } from '@gong-timeline/contracts';
import { directoryOf, userOf } from '../fixtures/directory-of';
import type { TenantDirectory } from '../directory/tenant-directory';
import { waitKey } from '../waiting/wait-keys';
import { decideCalls } from './decide-calls';
import { readCall } from './read-call';

const example = callCaptured.example;
const ana = example.owner.user;
const northwind = { gsid: 'northwind', accountIds: [example.accounts[0]?.id ?? ''] };
const users = [userOf({ gsid: 'ana', email: ana?.emailAddress ?? '' })];

const call = (over: Partial<CallCapturedData> = {}): CallCapturedData => ({ ...example, ...over });
const decide = (directory: TenantDirectory, ...calls: CallCapturedData[]) => {
  let next = 0;
  const read = calls.map((data) => readCall({ tenantId: 'acme', data }, directory.crmSystem));
  return decideCalls(read, new Map([['acme', directory]]), () => `new-${next++}`);
};

describe('a call', () => {
  it('is resolved when its company and its author are known', () => {
    const { decisions, created } = decide(directoryOf({ companies: [northwind], users }), call());
    expect(decisions).toMatchObject([
      {
        ending: 'resolved',
        company: { gsid: 'northwind' },
        author: { gsid: 'ana' },
        attendees: { internal: [{ gsid: 'ana' }] },
      },
    ]);
    expect(created).toEqual([]);
  });

  it('is stopped by its company before its author, and no User is created for it', () => {
    const { decisions, created } = decide(directoryOf({}), call());
    expect(decisions).toMatchObject([
      { code: 'company.not-found', message: 'CompanyId and Attendees information not present.', company: null },
    ]);
    expect(created).toEqual([]);
  });

  it('that carries nothing to look for says so in exactly these words (S15)', () => {
    const { decisions } = decide(directoryOf({}), call({ accounts: [], parties: [] }));
    expect(decisions).toMatchObject([
      { code: 'company.no-data', message: 'Account and Contact data not found for Company Resolution.' },
    ]);
  });

  it('that stays ambiguous says so in exactly these words, with the candidates (S15)', () => {
    const companies = [northwind, { ...northwind, gsid: 'southwind', parent: 'holding' }, { gsid: 'holding' }];
    const { decisions } = decide(directoryOf({ companies, users }), call());
    expect(decisions).toMatchObject([
      {
        code: 'company.not-unique',
        message: 'Unique GSID not found.',
        candidates: [{ gsid: 'northwind' }, { gsid: 'southwind' }],
        waitsFor: expect.arrayContaining(['northwind', 'southwind', 'holding'].map(waitKey.company)),
      },
    ]);
  });

  it('without a company waits for anything that could name one (S28)', () => {
    const settings = { ...example.settings, matchDomains: true };
    const { decisions } = decide(directoryOf({}), call({ settings }));
    expect(decisions).toMatchObject([
      {
        waitsFor: [
          waitKey.crmSystem(),
          waitKey.account('0015e00002Xy1ZqAAJ'),
          waitKey.contact('0035e00001Ab9TtAAJ'),
          waitKey.email('li.wei@northwind.example'),
          waitKey.domain('northwind.example'),
        ],
      },
    ]);
  });

  it('of an inactive owner waits for his Users and his mapping, and keeps its company (S28)', () => {
    const inactive = { ...userOf({ gsid: 'ana', email: ana?.emailAddress ?? '' }), active: false };
    const mappings = [{ connectionId: example.connectionId, gongUserId: ana?.gongUserId ?? '', user: inactive }];
    const { decisions } = decide(directoryOf({ companies: [northwind], users: [inactive], mappings }), call());
    expect(decisions).toMatchObject([
      {
        code: 'author.inactive',
        company: { gsid: 'northwind' },
        waitsFor: [
          waitKey.gongUser(example.connectionId, ana?.gongUserId ?? ''),
          waitKey.user('ana'),
          waitKey.owner('ana.host@vendor.example'),
        ],
      },
    ]);
  });

  it('whose owner several Users could be waits, with them as candidates (S25)', () => {
    const two = ['a', 'b'].map((gsid) => userOf({ gsid, email: ana?.emailAddress ?? '' }));
    const { decisions } = decide(directoryOf({ companies: [northwind], users: two }), call());
    expect(decisions).toMatchObject([{ code: 'author.conflict', candidates: [{ gsid: 'a' }, { gsid: 'b' }] }]);
  });

  it('without an owner waits for nothing that the directory could give', () => {
    const { decisions } = decide(
      directoryOf({ companies: [northwind] }),
      call({ owner: { gongUserId: null, user: null } }),
    );
    expect(decisions).toMatchObject([{ code: 'author.unknown', waitsFor: [] }]);
  });
});

describe('the first call of an owner whom nobody knows (S24)', () => {
  const directory = directoryOf({ companies: [northwind] });

  it('fails, creates the User, and is to be tried again; his next call in the same batch finds the User', () => {
    const { decisions, created } = decide(directory, call(), call({ callId: '2' }), call({ callId: '3' }));
    expect(decisions).toMatchObject([
      { code: 'author.not-present', retryBecause: 'A User for ana.host@vendor.example was created.' },
      { ending: 'resolved', author: { gsid: 'new-0' } },
      { ending: 'resolved', author: { gsid: 'new-0' } },
    ]);
    expect(created).toEqual([
      {
        tenantId: 'acme',
        user: {
          gsid: 'new-0',
          externalId: 'gong:new-0',
          name: 'Ana Host',
          email: 'ana.host@vendor.example',
          licence: 'Internal Collaborator',
          active: true,
          customFields: {},
        },
      },
    ]);
  });

  it('takes no call of another owner along', () => {
    const bo = { gongUserId: '8', user: { ...(ana as NonNullable<typeof ana>), emailAddress: 'bo@vendor.example' } };
    const { decisions, created } = decide(directory, call(), call({ owner: bo }));
    expect(decisions).toMatchObject([{ code: 'author.not-present' }, { code: 'author.not-present' }]);
    expect(created.map(({ user }) => user.email)).toEqual(['ana.host@vendor.example', 'bo@vendor.example']);
  });
});

describe('the call of an owner with external-kind Users only (S23)', () => {
  it('is resolved at once with a new User, who is also its internal attendee', () => {
    const guests = [userOf({ gsid: 'guest', email: ana?.emailAddress ?? '', licence: 'Guest' })];
    const { decisions, created } = decide(directoryOf({ companies: [northwind], users: guests }), call(), call());
    expect(decisions).toMatchObject([
      { ending: 'resolved', author: { gsid: 'new-0' }, attendees: { internal: [{ gsid: 'new-0' }] } },
      { ending: 'resolved', author: { gsid: 'new-0' } },
    ]);
    expect(created).toHaveLength(1);
  });
});
