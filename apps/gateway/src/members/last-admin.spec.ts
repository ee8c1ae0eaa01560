import type { MemberRow } from '../store/member.store';
import { wouldLeaveNoAdmin } from './last-admin';

const someone = (memberId: string, of: Partial<MemberRow> = {}): MemberRow => ({
  tenantId: 'acme',
  memberId,
  email: `${memberId}@acme.example`,
  name: memberId,
  role: 'admin',
  signIn: 'local',
  active: true,
  password: '$scrypt$...',
  issuer: null,
  subject: null,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  lastSignInAt: null,
  ...of,
});
const kim = someone('kim');
const demoted = { role: 'member', active: true } as const;
const off = { role: 'admin', active: false } as const;

describe('the last admin', () => {
  it.each([
    ['demoted', demoted],
    ['switched off', off],
    ['removed', null],
  ])('cannot be %s', (_, change) => {
    const others = [
      someone('member', { role: 'member' }),
      someone('off', { active: false }),
      someone('invited', { password: null }),
      someone('sso', { signIn: 'sso', password: null }),
    ];
    expect(wouldLeaveNoAdmin([kim, ...others], kim, change)).toBe(true);
    expect(wouldLeaveNoAdmin([kim, someone('lee')], kim, change)).toBe(false);
    expect(wouldLeaveNoAdmin([kim, someone('lee', { password: null, subject: 's' })], kim, change)).toBe(false);
  });

  it('may be renamed, and who runs nothing may go', () => {
    expect(wouldLeaveNoAdmin([kim], kim, { role: 'admin', active: true })).toBe(false);
    const invited = someone('invited', { password: null });
    expect(wouldLeaveNoAdmin([kim, invited], invited, null)).toBe(false);
    expect(wouldLeaveNoAdmin([invited], invited, null)).toBe(false);
  });
});
