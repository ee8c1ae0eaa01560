import { randomBytes } from 'node:crypto';
import { looksMadeUp, textLooksMadeUp } from './looks-made-up';
import { unsafeSettings } from './unsafe-settings';

const APP = 'postgres://gateway_app:pw@db:5432/gtl';

describe('what stops the start although each variable is valid (X3)', () => {
  it('lets through what is safe', () => {
    const safe = {
      PUBLIC_URL: 'https://timeline.example.com',
      METRICS_TOKEN: randomBytes(32).toString('hex'),
      ALLOWED_PRIVATE_HOSTS: '127.0.0.1:4010, gong.internal',
      TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1, 2001:db8::/32, loopback',
      DATABASE_URL: APP,
      DATABASE_OWNER_URL: APP.replace('_app', '_owner'),
    };
    expect(unsafeSettings(safe)).toEqual([]);
    expect(unsafeSettings({ PUBLIC_URL: 'http://127.0.0.1:4000' })).toEqual([]);
    expect(unsafeSettings({})).toEqual([]);
  });

  it.each([
    ['PUBLIC_URL', 'http://10.0.0.7:4000', 'over http'],
    ['PUBLIC_URL', 'http://timeline.example.com', 'over http'],
    ['METRICS_TOKEN', 'a-service-token-of-more-than-32-characters', 'an example'],
    ['METRICS_TOKEN', 'x'.repeat(40), 'an example'],
    ['METRICS_TOKEN', 'please-change-this-token-before-production', 'an example'],
    ['ALLOWED_PRIVATE_HOSTS', '*', 'which is many'],
    ['ALLOWED_PRIVATE_HOSTS', 'gong:1,*.internal:443', 'which is many'],
    ['ALLOWED_PRIVATE_HOSTS', '10.0.0.0/8', 'which is many'],
    ['ALLOWED_PRIVATE_HOSTS', '169.254.169.254:80', "machine's credentials"],
    ['ALLOWED_PRIVATE_HOSTS', 'metadata.google.internal', "machine's credentials"],
    ['ALLOWED_PRIVATE_HOSTS', '[fd00:ec2::254]', "machine's credentials"],
    ['ALLOWED_PRIVATE_HOSTS', '168.63.129.16:80', "machine's credentials"],
    ['ALLOWED_PRIVATE_HOSTS', '[::ffff:a9fe:a9fe]:80', "machine's credentials"],
    ['ALLOWED_PRIVATE_HOSTS', 'metadata.google.internal.:80', "machine's credentials"],
    ['TRUSTED_PROXIES', '0.0.0.0/0', 'claim any address'],
    ['TRUSTED_PROXIES', '10.0.0.1, ::/0', 'claim any address'],
    ['TRUSTED_PROXIES', '::ffff:0.0.0.0/96', 'claim any address'],
    ['TRUSTED_PROXIES', '0:0:0:0:0:FFFF:0:0/97', 'claim any address'],
  ])('%s=%s: %s', (name, value, why) => {
    const problems = unsafeSettings({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} .*${why}`));
  });

  describe('gRPC without TLS beside an https PUBLIC_URL (X2)', () => {
    const plain = { PUBLIC_URL: 'https://timeline.example.com', HOST: '0.0.0.0', GRPC_PORT: 4100 };

    it('is refused, saying which ways there are', () => {
      expect(unsafeSettings(plain)).toEqual([
        expect.stringMatching(/^GRPC_PORT 4100 .* read API tokens.*GRPC_TLS_CERT_FILE.*GRPC_TLS_AT_PROXY=true/),
      ]);
    });

    it.each([
      ['with a certificate', { GRPC_TLS_CERT_FILE: '/run/secrets/grpc.pem' }],
      ['where a proxy is said to have TLS', { GRPC_TLS_AT_PROXY: true }],
      ['on loopback', { HOST: '127.0.0.1' }],
      ['on loopback of IPv6', { HOST: '::1' }],
      ['in a trial on this machine', { PUBLIC_URL: 'http://127.0.0.1:4000' }],
      ['in a process that answers no gRPC', { GRPC_PORT: undefined }],
    ])('is let through %s', (_, changed) => expect(unsafeSettings({ ...plain, ...changed })).toEqual([]));

    it('is refused where it is said that no proxy has it', () =>
      expect(unsafeSettings({ ...plain, GRPC_TLS_AT_PROXY: false })).toHaveLength(1));
  });

  it('refuses one role for the application and the owner', () => {
    expect(unsafeSettings({ DATABASE_URL: APP, DATABASE_OWNER_URL: APP })).toEqual([
      expect.stringContaining('above row level security'),
    ]);
  });

  it('never repeats a token', () => {
    const problems = unsafeSettings({ METRICS_TOKEN: 'hunter-hunter-hunter-hunter-hunter' });
    expect(problems.join()).not.toContain('hunter');
  });
});

describe('keys of documents (X3)', () => {
  it.each([
    ['zeros', Buffer.alloc(32)],
    ['one byte again and again', Buffer.alloc(32, 0x42)],
    ['counting bytes', Buffer.from(Array.from({ length: 32 }, (_, index) => index))],
    ['typed text', Buffer.from('0123456789abcdef0123456789abcdef')],
    ['a short pattern', Buffer.from('deadbeef'.repeat(8), 'hex')],
    ['the hash of a word', Buffer.from('2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b', 'hex')],
  ])('are told by %s', (_, bytes) => expect(looksMadeUp(bytes)).toBe(true));

  it('are not told by chance', () => {
    const random = Array.from({ length: 2_000 }, () => randomBytes(32));
    expect(random.filter((bytes) => looksMadeUp(bytes) || textLooksMadeUp(bytes.toString('base64url')))).toEqual([]);
  });
});
