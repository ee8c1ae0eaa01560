import { callCaptured, type GongUser, type Party } from '@gong-timeline/contracts';
import { directoryOf, userOf } from '../fixtures/directory-of';
import { matchAttendees } from './match-attendees';
import { readParties } from './read-parties';

const gongUser = (over: Partial<GongUser> = {}): GongUser => ({
  gongUserId: '7',
  firstName: 'Bo',
  lastName: 'Rep',
  emailAddress: 'bo@vendor.example',
  emailAliases: [],
  ...over,
});
const party = (over: Partial<Party> = {}): Party => ({
  name: null,
  emailAddress: null,
  affiliation: 'External',
  gongUserId: null,
  gongUser: null,
  contactIds: [],
  ...over,
});
const ofGongUser = (user: GongUser, over: Partial<Party> = {}): Party =>
  party({ affiliation: 'Internal', gongUserId: user.gongUserId, gongUser: user, ...over });
const contact = (id: string) => [{ system: 'Salesforce' as const, id }];

const ana = callCaptured.example.owner.user as GongUser;
const author = userOf({ gsid: 'author', email: 'somebody.else@vendor.example' });
const acme = { gsid: 'acme', name: 'Acme', parentGsid: null };
const match = (
  parties: Party[],
  directory: Parameters<typeof directoryOf>[0] = {},
  owner = callCaptured.example.owner,
) => matchAttendees(readParties(parties, owner), { author, company: acme }, directoryOf(directory));
const unmatched = (name: string | null, emailAddress: string | null) => ({ gsid: null, name, emailAddress });

describe('an internal party (S16)', () => {
  it('is the User with its e-mail, whatever case and blanks', () => {
    const users = [userOf({ gsid: 'bo', name: 'Bo Rep', email: 'Bo@Vendor.Example' })];
    const { internal } = match([party({ affiliation: 'Internal', emailAddress: ' bo@vendor.example ' })], { users });
    expect(internal).toEqual([{ gsid: 'bo', name: 'Bo Rep', emailAddress: 'Bo@Vendor.Example' }]);
  });

  it('without an e-mail has that of its Gong user', () => {
    const users = [userOf({ gsid: 'bo', email: 'bo@vendor.example' })];
    expect(match([ofGongUser(gongUser())], { users }).internal).toMatchObject([{ gsid: 'bo' }]);
    expect(match([ofGongUser(gongUser(), { name: 'Bo' })]).internal).toEqual([unmatched('Bo', 'bo@vendor.example')]);
  });

  it("is found by an alias of its Gong user's", () => {
    const users = [userOf({ gsid: 'bo', email: 'b.rep@vendor.example' })];
    const user = gongUser({ emailAliases: ['B.Rep@vendor.example'] });
    expect(match([ofGongUser(user, { emailAddress: 'bo@vendor.example' })], { users }).internal).toMatchObject([
      { gsid: 'bo' },
    ]);
  });

  it('is matched to inactive and external-kind Users too', () => {
    const users = [userOf({ gsid: 'bo', email: 'bo@vendor.example', licence: 'Guest', active: false })];
    expect(match([ofGongUser(gongUser())], { users }).internal).toMatchObject([{ gsid: 'bo' }]);
  });

  it('with several Users is the active one of the highest tier, then the one with the smallest external id', () => {
    const email = 'bo@vendor.example';
    const users = [
      userOf({ externalId: 'z', email, licence: 'Full', active: false }),
      userOf({ externalId: 'guest', email, licence: 'Guest' }),
      userOf({ externalId: 'u9', email, licence: 'Viewer' }),
      userOf({ externalId: 'u10', email, licence: 'Viewer' }),
    ];
    expect(match([ofGongUser(gongUser())], { users }).internal).toMatchObject([{ gsid: 'u10' }]);
    expect(match([ofGongUser(gongUser())], { users: users.slice(0, 2) }).internal).toMatchObject([{ gsid: 'guest' }]);
  });

  it('is never matched to a Person', () => {
    const persons = [{ gsid: 'p', emails: ['bo@vendor.example'] }];
    expect(match([ofGongUser(gongUser(), { name: 'Bo' })], { persons }).internal).toMatchObject([{ gsid: null }]);
  });
});

describe('a party of unknown affiliation (S16)', () => {
  it('is internal when it carries the id of a known Gong user, else external', () => {
    const known = ofGongUser(gongUser(), { affiliation: 'Unknown' });
    const stranger = party({ affiliation: 'Unknown', gongUserId: '99', name: 'Phone Caller #1' });
    expect(match([known, stranger])).toEqual({
      internal: [unmatched(null, 'bo@vendor.example')],
      external: [unmatched('Phone Caller #1', null)],
    });
  });
});

describe('an external party (S16)', () => {
  const li = { gsid: 'li', contactIds: ['c-li'], emails: ['li@acme.example'] };

  it('is the Person with its CRM Contact id, before the one with its e-mail', () => {
    const persons = [
      { gsid: 'other', emails: ['li@acme.example'] },
      { ...li, emails: [] },
    ];
    const parties = [party({ emailAddress: 'li@acme.example', contactIds: contact('c-li') })];
    expect(match(parties, { persons }).external).toEqual([{ gsid: 'li', name: 'li', emailAddress: 'li@acme.example' }]);
  });

  it('is the Person with its e-mail, when no Contact id is known', () => {
    const parties = [party({ emailAddress: ' LI@acme.example', contactIds: contact('unknown') })];
    expect(match(parties, { persons: [li] }).external).toMatchObject([{ gsid: 'li' }]);
  });

  it("has the Person's own e-mail when it carries none", () => {
    expect(match([party({ contactIds: contact('c-li') })], { persons: [li] }).external).toEqual([
      { gsid: 'li', name: 'li', emailAddress: 'li@acme.example' },
    ]);
  });

  it("with several Persons is the one at the call's company, then the one with the smallest external id", () => {
    const emails = ['li@acme.example'];
    const persons = [
      { gsid: 'elsewhere', externalId: '1', emails, companies: ['beta'] },
      { gsid: 'later', externalId: '9', emails, companies: ['acme'] },
      { gsid: 'here', externalId: '3', emails, companies: ['beta', 'acme'] },
    ];
    const parties = [party({ emailAddress: 'li@acme.example' })];
    expect(match(parties, { persons }).external).toMatchObject([{ gsid: 'here' }]);
    const nobodyHere = persons.map((person) => ({ ...person, companies: [] }));
    expect(match(parties, { persons: nobodyHere }).external).toMatchObject([{ gsid: 'elsewhere' }]);
  });

  it('that matches nobody keeps its name and e-mail', () => {
    expect(match([party({ name: ' Li ', emailAddress: ' Li@X.example' })]).external).toEqual([
      unmatched('Li', 'Li@X.example'),
    ]);
  });

  it('that matches nobody and has neither is left out', () => {
    expect(match([party({ name: ' ', emailAddress: 'no address' })]).external).toEqual([]);
  });
});

describe('one person twice (S16)', () => {
  it('by e-mail counts once, under the first name given', () => {
    const twice = [party({ emailAddress: 'x@y.example' }), party({ name: 'Xi', emailAddress: 'X@y.example' })];
    expect(match([...twice, party({ name: 'Xi (phone)', emailAddress: 'x@y.example' })]).external).toEqual([
      unmatched('Xi', 'x@y.example'),
    ]);
  });

  it('by Gong user counts once, also when a third party ties two together', () => {
    const bo = gongUser({ emailAliases: ['b@vendor.example'] });
    const parties = [
      party({ affiliation: 'Internal', name: 'B.', emailAddress: 'b@vendor.example' }),
      party({ affiliation: 'Internal', name: 'Bo', gongUserId: '7' }),
      ofGongUser(bo),
    ];
    expect(match(parties).internal).toEqual([unmatched('B.', 'b@vendor.example')]);
  });

  it('by any address of a Gong user counts once, after another of his addresses has come', () => {
    const bo = gongUser({ emailAliases: ['b@vendor.example'] });
    const other = ['bo@vendor.example', 'b@vendor.example'].map((emailAddress) =>
      party({ affiliation: 'Internal', emailAddress }),
    );
    expect(match([ofGongUser(bo), ...other]).internal).toHaveLength(1);
  });

  it('by User or Person counts once', () => {
    const persons = [{ gsid: 'li', contactIds: ['c-li'], emails: ['li@acme.example'] }];
    const parties = [party({ name: 'L', contactIds: contact('c-li') }), party({ emailAddress: 'li@acme.example' })];
    expect(match(parties, { persons }).external).toHaveLength(1);
  });

  it('on both sides is one of us', () => {
    const parties = [party({ name: 'Bo', emailAddress: 'bo@vendor.example' }), ofGongUser(gongUser())];
    expect(match(parties)).toEqual({ internal: [unmatched('Bo', 'bo@vendor.example')], external: [] });
  });

  it('is not proved by equal names', () => {
    expect(match([party({ name: 'Li' }), party({ name: 'Li' })]).external).toHaveLength(2);
  });
});

describe("the owner's own party (S16)", () => {
  const asAuthor = [{ gsid: 'author', name: 'author', emailAddress: 'somebody.else@vendor.example' }];

  it('is the Author, by Gong user id', () => {
    expect(match([ofGongUser(ana)]).internal).toEqual(asAuthor);
  });

  it('is the Author, by his address or an alias', () => {
    const owner = { gongUserId: ana.gongUserId, user: { ...ana, emailAliases: ['a.h@vendor.example'] } };
    expect(match([party({ emailAddress: 'Ana.Host@vendor.example' })], {}, owner)).toEqual({
      internal: asAuthor,
      external: [],
    });
    expect(match([party({ emailAddress: 'a.h@vendor.example' })], {}, owner).internal).toEqual(asAuthor);
  });

  it("is not another Gong user's with that address", () => {
    const other = gongUser({ emailAddress: 'other@vendor.example' });
    expect(match([ofGongUser(other, { emailAddress: 'ana.host@vendor.example' })]).internal).toMatchObject([
      { gsid: null },
    ]);
  });

  it('is not added when the owner was not there', () => {
    expect(match([party({ name: 'Li' })]).internal).toEqual([]);
  });

  it('counts once together with a second party that matches the Author', () => {
    const users = [{ ...author, email: 'bo@vendor.example' }];
    expect(match([ofGongUser(ana), ofGongUser(gongUser())], { users }).internal).toEqual(asAuthor);
  });
});
