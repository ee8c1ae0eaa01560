import { personOf } from './person-of';

const kim = { sub: '1', email: 'kim@acme.example', email_verified: true, name: 'Kim Lee' };
const byClaims = {
  tenant: { claim: 'org' },
  role: { claim: 'realm_access.roles', admin: ['timeline-admins'], member: ['staff', 'guests'] },
};
const fixed = { tenant: { fixed: 'acme' }, role: null };

describe('what the claims of a provider mean (X3)', () => {
  it('the tenant is the fixed one, or the one of the claim', () => {
    expect(personOf(kim, fixed)).toEqual({
      person: { tenantId: 'acme', role: null, email: 'kim@acme.example', emailVerified: true, name: 'Kim Lee' },
    });
    expect(personOf({ ...kim, org: 'beta' }, { ...byClaims, role: null })).toMatchObject({
      person: { tenantId: 'beta' },
    });
    expect(personOf({ ...kim, org: ['beta'] }, { ...byClaims, role: null })).toMatchObject({
      person: { tenantId: 'beta' },
    });
  });

  it.each([[undefined], [null], [7], [[]], [['acme', 'beta']], [{ acme: true }]])(
    'nobody belongs to a tenant by a claim of %j',
    (org) => expect(personOf({ ...kim, org }, byClaims)).toEqual({ refused: expect.stringContaining('tenant') }),
  );

  it.each([
    [['staff'], 'member'],
    [['staff', 'timeline-admins'], 'admin'],
    ['guests', 'member'],
  ])('the role by a claim of %j is %s', (roles, role) => {
    const claims = { ...kim, org: 'acme', realm_access: { roles } };
    expect(personOf(claims, byClaims)).toMatchObject({ person: { role } });
  });

  it.each([[undefined], [[]], ['admin'], [['Staff']], [[['staff']]], [{ staff: true }]])(
    'there is no role by a claim of %j',
    (roles) => {
      const claims = { ...kim, org: 'acme', realm_access: { roles } };
      expect(personOf(claims, byClaims)).toEqual({ refused: expect.stringContaining('no role') });
    },
  );

  it('a claim whose own name has dots is read by that name, and nothing of a prototype is', () => {
    const role = { claim: 'https://acme.example/role', admin: ['yes'], member: [] };
    expect(personOf({ ...kim, 'https://acme.example/role': 'yes' }, { ...fixed, role })).toMatchObject({
      person: { role: 'admin' },
    });
    expect(personOf(kim, { ...fixed, role: { claim: 'constructor.name', admin: ['Object'], member: [] } })).toEqual({
      refused: expect.any(String),
    });
  });

  it('an address counts as verified only when the provider says so, and names lose what nobody can read', () => {
    expect(personOf({ ...kim, email_verified: 'true' }, fixed)).toMatchObject({ person: { emailVerified: false } });
    expect(personOf({ ...kim, email: 'a@b@c.example' }, fixed)).toMatchObject({ person: { email: null } });
    expect(personOf({ ...kim, name: ' \u0000Kim\n\ud800 ' }, fixed)).toMatchObject({ person: { name: 'Kim' } });
    expect(personOf({ sub: '1', name: '\n' }, fixed)).toMatchObject({ person: { name: 'Unnamed', email: null } });
  });
});
