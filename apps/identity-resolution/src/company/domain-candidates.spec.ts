import { domainCandidates, domainKey } from './domain-candidates';

describe('the domains that an address may name a company by (S14)', () => {
  it('are its own and each above it down to the registered one, the longest first', () => {
    expect(domainCandidates('li@mail.eu.acme.co.uk')).toEqual(['mail.eu.acme.co.uk', 'eu.acme.co.uk', 'acme.co.uk']);
  });

  it.each(['x@co.uk', 'x@github.io', 'x@com', 'x@[10.0.0.1]', 'x@10.0.0.1', 'x@local'])(
    'are none for a public suffix, an IP address or a bare host: %s',
    (email) => {
      expect(domainCandidates(email)).toEqual([]);
    },
  );

  it.each([
    'gmail.com',
    'googlemail.com',
    'yahoo.co.uk',
    'gmx.de',
    'qq.com',
    'proton.me',
    'tutanota.com',
    'mailinator.com',
  ])('are none at a free-mail provider: %s', (domain) => {
    expect(domainCandidates(`li@${domain}`)).toEqual([]);
  });

  it('leave out a free-mail domain above a subdomain', () => {
    expect(domainCandidates('li@branch.gmx.de')).toEqual(['branch.gmx.de']);
  });

  it('are one for both spellings of an international domain', () => {
    expect(domainCandidates('li@bücher.example')).toEqual(domainCandidates('li@xn--bcher-kva.example'));
  });

  it('take a customer behind a private suffix for himself', () => {
    expect(domainCandidates('li@acme.github.io')).toEqual(['acme.github.io']);
  });
});

describe('a domain in the directory', () => {
  it('is kept in lower case without blanks and the last dot', () => {
    expect(domainKey(' Acme.Example. ')).toBe('acme.example');
  });

  it.each(['acme', 'not a domain', 'https://acme.example/x', '10.0.0.1', '', 'a..b'])('is refused: %p', (text) => {
    expect(domainKey(text)).toBeNull();
  });
});
