import { staffRoles } from '../world/staff-roles';
import { oddTitles } from './odd-titles';
import { situationOf } from './situations';

const stretch = (flavour: 'quarter' | 'clean', from: number) =>
  Array.from({ length: 200 }, (_, index) => situationOf(flavour, from + index));

describe('the mix of situations', () => {
  it('is the same in any 200 calls in a row', () => {
    const sorted = (from: number) =>
      stretch('quarter', from)
        .map((one) => JSON.stringify(one))
        .sort();
    expect(sorted(123_457)).toEqual(sorted(0));
  });

  it('holds every kind of owner and every odd title', () => {
    const all = stretch('quarter', 31);
    const owners = new Set(all.map((one) => one.owner));
    for (const role of Object.keys(staffRoles)) expect(owners).toContain(role);
    expect(owners).toContain('stranger');
    expect(new Set(all.map((one) => one.oddTitle)).size).toBe(oddTitles.length + 1);
  });

  it('has five private calls in a hundred of a quarter, three of a clean company', () => {
    const count = (flavour: 'quarter' | 'clean') =>
      stretch(flavour, 9).filter((one) => one.privacy === 'private').length;
    expect(count('quarter')).toBe(10);
    expect(count('clean')).toBe(6);
  });

  it('is believable: about four fifths of a quarter can be placed by its company and its owner', () => {
    const noCompany = [
      'prospect',
      'ambiguous',
      'domain-only',
      'free-mail',
      'no-data',
      'nothing',
      'phone-only',
      'hubspot-only',
    ];
    const noOwner = [
      'stranger',
      'avatar',
      'nobody',
      'no-email',
      'inactive',
      'two-full',
      'two-collaborators',
      'address-and-alias',
    ];
    const placed = stretch('quarter', 0).filter(
      (one) => one.privacy !== 'private' && !noCompany.includes(one.company) && !noOwner.includes(one.owner),
    );
    expect(placed.length).toBeGreaterThanOrEqual(156);
    expect(placed.length).toBeLessThanOrEqual(170);
  });

  it('of a clean company holds nothing odd but privacy', () => {
    for (const one of stretch('clean', 3)) {
      expect(one).toEqual({
        owner: 'regular',
        company: 'usual',
        privacy: one.privacy,
        content: 'full',
        oddTitle: null,
      });
    }
  });
});
