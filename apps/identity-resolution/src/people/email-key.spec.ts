import { emailKey, emailKeys } from './email-key';

describe('an e-mail address (S15, S16)', () => {
  it('is the same whatever its case and the blanks around it', () => {
    expect(emailKey('  Ana.Host@Vendor.Example\t')).toBe('ana.host@vendor.example');
  });

  it.each([
    null,
    '',
    '  ',
    'Ana',
    'ana@',
    '@vendor.example',
    'ana@vendor',
    'ana host@vendor.example',
    'a@b@c.de',
    'a\0@b.de',
    `${'a'.repeat(320)}@b.de`,
  ])('is not what lacks a name, an @ or a domain: %p', (text) => {
    expect(emailKey(text)).toBeNull();
  });

  it('counts once in a list, in the order given', () => {
    expect(emailKeys(['B@x.io', null, 'n/a', 'a@x.io', ' b@X.io '])).toEqual(['b@x.io', 'a@x.io']);
  });
});
