import { checkAddress, parseAllowedHosts } from './check-address';

const read = (text: string, allowed = '') => {
  const reading = checkAddress(text, parseAllowedHosts(allowed));
  return 'problem' in reading ? reading.problem : reading.url.host;
};

describe('an address that somebody outside named, when it is saved', () => {
  it.each([
    ['https://us-40112.api.gong.io', 'us-40112.api.gong.io'],
    ['https://api.gong.io/', 'api.gong.io'],
    ['https://8.8.8.8:8443/v2', '8.8.8.8:8443'],
    ['https://[2606:4700::1111]', '[2606:4700::1111]'],
    ['HTTPS://API.GONG.IO', 'api.gong.io'],
  ])('may be public: %s', (text, host) => {
    expect(read(text)).toBe(host);
  });

  it.each([
    ['loopback', 'https://127.0.0.1'],
    ['all of loopback', 'https://127.8.9.1'],
    ['this host', 'https://0.0.0.0'],
    ['a private network', 'https://10.1.2.3'],
    ['a private network', 'https://172.31.255.255'],
    ['a private network', 'https://192.168.1.1'],
    ['carrier-grade NAT, where one cloud keeps its metadata', 'https://100.100.100.200'],
    ['link-local', 'https://169.254.1.1'],
    ['metadata', 'https://169.254.169.254'],
    ['metadata at a public range', 'https://168.63.129.16'],
    ['multicast', 'https://224.0.0.1'],
    ['broadcast', 'https://255.255.255.255'],
    ['documentation', 'https://203.0.113.7'],
    ['IPv6 loopback', 'https://[::1]'],
    ['IPv6 unspecified', 'https://[::]'],
    ['mapped IPv4', 'https://[::ffff:127.0.0.1]'],
    ['mapped IPv4 in hex', 'https://[::ffff:7f00:1]'],
    ['compatible IPv4', 'https://[::7f00:1]'],
    ['NAT64', 'https://[64:ff9b::7f00:1]'],
    ['local NAT64', 'https://[64:ff9b:1::a00:1]'],
    ['6to4', 'https://[2002:7f00:1::]'],
    ['Teredo', 'https://[2001:0:7f00:1::]'],
    ['unique-local', 'https://[fd00:ec2::254]'],
    ['IPv6 link-local', 'https://[fe80::1]'],
    ['IPv6 site-local', 'https://[fec0::1]'],
    ['IPv6 multicast', 'https://[ff02::1]'],
    ['IPv6 documentation', 'https://[2001:db8::1]'],
    ['localhost', 'https://localhost'],
    ['localhost with a dot', 'https://LOCALHOST.'],
    ['a name below localhost', 'https://gong.localhost'],
    ['a bare name', 'https://connector-auth:4001'],
    ['the inside of a cloud', 'https://metadata.google.internal'],
    ['mDNS', 'https://printer.local'],
  ])('may not be %s: %s', (_what, text) => {
    expect(read(text)).toMatch(/is not a public address$/);
  });

  it.each([
    'https://2130706433',
    'https://0x7f000001',
    'https://0177.0.0.1',
    'https://127.1',
    // Public ones, too: nobody has a reason to write them like that.
    'https://134744072',
    'https://0x08.8.8.8:443/8.8.8.8',
    'https://８.8.8.8',
  ])('may not disguise an IP address: %s', (text) => {
    expect(read(text)).toBe('it spells an IP address in an unusual way');
  });

  it.each([
    ['http://us-40112.api.gong.io', /is not https$/],
    ['ftp://us-40112.api.gong.io', /not an address of the web/],
    ['file:///etc/passwd', /not an address of the web/],
    ['us-40112.api.gong.io', /not an address of the web/],
    ['https://user:hush@us-40112.api.gong.io', /carries a sign-in$/],
  ])('has to be plain https: not %s', (text, why) => {
    expect(read(text)).toMatch(why);
    expect(read(text)).not.toContain('hush');
  });

  it('may be what the operator allows, by host and port, and nothing beside it', () => {
    const allowed = '127.0.0.1:4010, Gong.Internal ,';
    expect(read('http://127.0.0.1:4010/companies/acme', allowed)).toBe('127.0.0.1:4010');
    expect(read('http://gong.internal', allowed)).toBe('gong.internal');
    for (const other of ['http://127.0.0.1:5432', 'http://127.0.0.1', 'http://gong.internal:81']) {
      expect(read(other, allowed)).toMatch(/is not https$/);
    }
  });
});
