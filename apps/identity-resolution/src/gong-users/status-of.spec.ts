import type { GongUser } from '@gong-timeline/contracts';
import { newCollaborator } from '../author/new-collaborator';
import type { User } from '../directory/tenant-directory';
import { userOf } from '../fixtures/directory-of';
import { statusOf } from './status-of';

const ana: GongUser = {
  gongUserId: '11',
  firstName: 'Ana',
  lastName: 'Host',
  emailAddress: 'ana@vendor.example',
  emailAliases: [],
};
const user = (externalId: string, over: Partial<User> = {}) => userOf({ externalId, ...over });
const status = (withEmail: readonly User[], { mapped, who = ana }: { mapped?: User; who?: GongUser | null } = {}) =>
  statusOf({ gongUserId: '11', user: who }, { mapped, withEmail });

describe('the Status of a Gong user (S27)', () => {
  const full = user('full');
  const boss = user('boss', { licence: 'Guest' });

  it('is Mapped by rule to the User that the rules choose', () => {
    expect(status([user('viewer', { licence: 'Viewer' }), full])).toEqual({
      status: 'Mapped',
      user: full,
      how: 'by-rule',
    });
  });

  it('is Mapped by hand to the User that an admin chose, whatever the rules would say (S17)', () => {
    const byHand = { status: 'Mapped', user: boss, how: 'by-hand' };
    expect(status([full, user('other')], { mapped: boss })).toEqual(byHand);
    expect(status([], { mapped: boss })).toEqual(byHand);
    expect(status([], { mapped: boss, who: null })).toEqual(byHand);
  });

  it('is Created when the rules choose a User whom we created', () => {
    const ic = newCollaborator({ name: 'Ana', email: 'ana@vendor.example' }, 'gsid-of-ic');
    expect(status([ic, boss])).toEqual({ status: 'Created', user: ic, how: 'by-rule' });
    expect(status([ic, full])).toMatchObject({ status: 'Mapped', user: full });
    expect(status([], { mapped: ic })).toMatchObject({ status: 'Mapped', how: 'by-hand' });
  });

  it('is Conflict while the rules cannot decide (S25), and names nobody', () => {
    expect(status([full, user('second')])).toEqual({ status: 'Conflict', user: null, how: null });
  });

  it('is Inactive when all his Users are (S18), and names one only if an admin chose him', () => {
    const left = user('left', { active: false });
    expect(status([left])).toEqual({ status: 'Inactive', user: null, how: null });
    expect(status([full], { mapped: left })).toEqual({ status: 'Inactive', user: left, how: 'by-hand' });
  });

  it.each<[string, User[], GongUser | null]>([
    ['has no User yet (S24)', [], ana],
    ['has external kinds only (S23)', [boss], ana],
    ['has no e-mail at Gong (S26)', [], { ...ana, emailAddress: null }],
    ["is gone from Gong's list", [], null],
  ])('is Not mapped when he %s', (_, withEmail, who) => {
    expect(status(withEmail, { who })).toEqual({ status: 'Not mapped', user: null, how: null });
  });
});
