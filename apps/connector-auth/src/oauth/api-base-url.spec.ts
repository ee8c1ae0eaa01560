import { readApiBaseUrl } from './api-base-url';

const read = (text: string, ...allowed: string[]) => readApiBaseUrl(text, allowed);

describe('readApiBaseUrl', () => {
  it.each([
    ['https://us-40112.api.gong.io', 'https://us-40112.api.gong.io'],
    ['https://US-40112.api.gong.io/', 'https://us-40112.api.gong.io'],
    ['https://proxy.example.com/gong/', 'https://proxy.example.com/gong'],
    ['https://8.8.8.8', 'https://8.8.8.8'],
    ['https://[2606:4700::1111]', 'https://[2606:4700::1111]'],
  ])('takes the public address %s', (text, apiBaseUrl) => {
    expect(read(text)).toEqual({ apiBaseUrl });
  });

  it.each([
    'https://localhost',
    'https://localhost./',
    'https://gong.localhost',
    'https://postgres',
    'https://metadata.google.internal',
    'https://127.0.0.1',
    'https://10.1.2.3',
    'https://172.31.255.255',
    'https://192.168.0.1',
    'https://169.254.169.254',
    'https://100.100.100.200',
    'https://0.0.0.0',
    'https://[::1]',
    'https://[::]',
    'https://[::ffff:127.0.0.1]',
    'https://[::ffff:a9fe:a9fe]',
    'https://[64:ff9b::7f00:1]',
    'https://[fd00:ec2::254]',
    'https://[fe80::1]',
  ])('refuses %s, which is not public', (text) => {
    expect(read(text)).toEqual({ problem: expect.stringContaining('is not a public address') });
  });

  it.each([
    ['http://us-40112.api.gong.io', 'is not https'],
    ['ftp://us-40112.api.gong.io', 'not an address'],
    ['us-40112.api.gong.io', 'not an address'],
    ['', 'not an address'],
    ['https://2130706433', 'spells an IP address in an unusual way'],
    ['https://user:secret@us-40112.api.gong.io', 'carries a sign-in'],
    ['https://us-40112.api.gong.io?x=1', 'carries a query'],
    ['https://us-40112.api.gong.io#x', 'carries a query or a fragment'],
  ])('refuses %s', (text, why) => {
    const reading = read(text);
    expect(reading).toEqual({ problem: expect.stringContaining(why) });
    expect(JSON.stringify(reading)).not.toContain('secret');
  });

  it('takes a private address that the operator allows by host and port, and only that one', () => {
    expect(read('http://127.0.0.1:4010/', '127.0.0.1:4010')).toEqual({ apiBaseUrl: 'http://127.0.0.1:4010' });
    expect(read('http://127.0.0.1:5432', '127.0.0.1:4010')).toHaveProperty('problem');
    expect(read('http://127.0.0.1', '127.0.0.1:4010')).toHaveProperty('problem');
  });
});
