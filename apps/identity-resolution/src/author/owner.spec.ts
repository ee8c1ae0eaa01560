import type { GongUser } from '@gong-timeline/contracts';
import { ownerEmail, ownerEmails, ownerLabel, ownerName } from './owner';

const user = (over: Partial<GongUser> = {}): GongUser => ({
  gongUserId: '1',
  firstName: 'Ana',
  lastName: 'Host',
  emailAddress: 'ana@vendor.example',
  emailAliases: [],
  ...over,
});

describe("the owner's name (S18, S24)", () => {
  it.each([
    [{ firstName: ' Ana ', lastName: '\tHost' }, 'Ana Host'],
    [{ firstName: null, lastName: 'Host' }, 'Host'],
    [{ firstName: 'Ana', lastName: '  ' }, 'Ana'],
    [{ firstName: null, lastName: null }, ''],
  ])('is first and last name with one blank between: %p', (over, expected) => {
    expect(ownerName(user(over))).toBe(expected);
  });

  it('in the log falls back to the address', () => {
    expect(ownerLabel(user({ firstName: null, lastName: ' ' }))).toBe('ana@vendor.example');
    expect(ownerLabel(user({ firstName: null, lastName: null, emailAddress: null }))).toBeNull();
    expect(ownerLabel(null)).toBeNull();
  });
});

describe("the owner's e-mail (S18, S24)", () => {
  it("is Gong's address, trimmed, as it is written", () => {
    expect(ownerEmail(user({ emailAddress: ' Ana@Vendor.Example ' }))).toBe('Ana@Vendor.Example');
  });

  it.each([null, '', '   ', 'n/a'])('is the first alias when the address is %p', (emailAddress) => {
    expect(ownerEmail(user({ emailAddress, emailAliases: [' ', 'a.host@vendor.example', 'b@vendor.example'] }))).toBe(
      'a.host@vendor.example',
    );
  });

  it('is none when Gong has neither', () => {
    expect(ownerEmail(user({ emailAddress: null }))).toBe('');
    expect(ownerEmails(null)).toEqual([]);
  });
});
