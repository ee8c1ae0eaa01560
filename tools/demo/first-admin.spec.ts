import { signInLine } from './first-admin';

describe('how the main command says how to sign in', () => {
  it('shows the first password once, then only whose it is', () => {
    const admin = { email: 'admin@acme.example', password: 'made-up-for-this' };
    expect(signInLine(admin, 'admin@acme.example')).toContain('made-up-for-this (shown this once)');
    expect(signInLine(null, 'admin@acme.example')).toBe(
      'Sign-in         admin@acme.example, with the password that was shown at the first start',
    );
    expect(signInLine(null, undefined)).toBeNull();
  });
});
