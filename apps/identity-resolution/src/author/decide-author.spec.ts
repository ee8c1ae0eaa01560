import type { GongUser } from '@gong-timeline/contracts';
import { userOf } from '../fixtures/directory-of';
import type { User } from '../directory/tenant-directory';
import { type AuthorDecision, decideAuthor } from './decide-author';

const ana: GongUser = {
  gongUserId: '4471820936651027734',
  firstName: 'Ana',
  lastName: 'Host',
  emailAddress: 'Ana.Host@vendor.example',
  emailAliases: ['a.host@vendor.example'],
};
const owner = { gongUserId: ana.gongUserId, user: ana };
const user = (externalId: string, over: Partial<User> = {}) => userOf({ externalId, ...over });
const decide = (users: readonly User[], mapped?: User, who: Parameters<typeof decideAuthor>[0] = owner) =>
  decideAuthor(who, { mapped, withEmail: users });
const message = (decision: AuthorDecision) => ('message' in decision ? decision.message : undefined);

describe('the Author (S17-S26)', () => {
  it('S17: is the User that an admin mapped, whatever else holds', () => {
    const mapped = user('m', { licence: 'Guest' });
    expect(decide([user('a'), user('b')], mapped)).toEqual({ kind: 'use', user: mapped });
    expect(decide([], mapped, { ...owner, user: null })).toEqual({ kind: 'use', user: mapped });
  });

  it('S17: is inactive when the mapped User is, though others are active', () => {
    expect(decide([user('a')], user('m', { active: false })).kind).toBe('inactive');
  });

  it('S18: fails in exactly these words when all Users of the owner are inactive', () => {
    const decision = decide([user('a', { active: false }), user('b', { active: false, licence: 'Guest' })]);
    expect(decision.kind).toBe('inactive');
    expect(message(decision)).toBe(
      'Call organiser is inactive in Gainsight. Name: Ana Host, Email: Ana.Host@vendor.example, Gong userId: 4471820936651027734',
    );
  });

  it('S19: sets inactive Users aside', () => {
    const rest = user('b', { licence: 'Viewer' });
    expect(decide([user('a', { active: false }), rest])).toEqual({ kind: 'use', user: rest });
  });

  it('S20: is the one paid User among unpaid ones', () => {
    const paid = user('p', { licence: 'Viewer' });
    const unpaid = (['Internal Collaborator', 'External', 'Partner', 'System', 'Guest'] as const).map((licence) =>
      user(licence, { licence }),
    );
    expect(decide([...unpaid, paid])).toEqual({ kind: 'use', user: paid });
  });

  it('S21: is the User of the highest tier: Full, then Viewer+Analytics, then Viewer', () => {
    const [full, analytics, viewer] = (['Full', 'Viewer+Analytics', 'Viewer'] as const).map((licence) =>
      user(licence, { licence }),
    ) as [User, User, User];
    expect(decide([viewer, analytics, full])).toEqual({ kind: 'use', user: full });
    expect(decide([viewer, analytics])).toEqual({ kind: 'use', user: analytics });
  });

  it('S21: conflicts between two of the highest tier, and names just those', () => {
    const candidates = [user('a', { licence: 'Viewer' }), user('b', { licence: 'Viewer' })];
    expect(decide([candidates[1] as User, user('x', { licence: 'Guest' }), candidates[0] as User])).toMatchObject({
      kind: 'conflict',
      candidates,
    });
  });

  it('S22: is the one IC when nobody is paid; several conflict', () => {
    const ic = user('ic', { licence: 'Internal Collaborator' });
    expect(decide([user('x', { licence: 'External' }), ic])).toEqual({ kind: 'use', user: ic });
    expect(decide([ic, user('ic2', { licence: 'Internal Collaborator' })]).kind).toBe('conflict');
  });

  it('S23: is a new IC when only external kinds are active', () => {
    expect(decide([user('x', { licence: 'Partner' }), user('y', { active: false })])).toEqual({
      kind: 'create',
      newUser: { name: 'Ana Host', email: 'Ana.Host@vendor.example' },
    });
  });

  it('S24: fails in exactly these words when there is no User, and has one created', () => {
    const decision = decide([]);
    expect(decision).toMatchObject({
      kind: 'create-and-wait',
      newUser: { name: 'Ana Host', email: 'Ana.Host@vendor.example' },
    });
    expect(message(decision)).toBe(
      'Activity Author Ana Host EmailId Ana.Host@vendor.example GongId 4471820936651027734 not present in Gainsight. Sync re-try will happen once the system creates a user with an IC license type.',
    );
  });

  it('S24: names and creates by the first alias when Gong has no address, and by it alone when Gong has no name', () => {
    const nameless = { ...ana, firstName: null, lastName: ' ', emailAddress: null };
    expect(decide([], undefined, { ...owner, user: nameless })).toMatchObject({
      newUser: { name: 'a.host@vendor.example', email: 'a.host@vendor.example' },
      message: expect.stringContaining('Activity Author  EmailId a.host@vendor.example GongId'),
    });
  });

  it.each([
    ['the call has no owner', { gongUserId: null, user: null }],
    ['the owner is not in the user list', { ...owner, user: null }],
    ['the owner has no e-mail', { ...owner, user: { ...ana, emailAddress: ' ', emailAliases: ['n/a'] } }],
  ])('S26: is unknown when %s', (_, who) => {
    expect(decide([], undefined, who).kind).toBe('unknown');
  });
});
