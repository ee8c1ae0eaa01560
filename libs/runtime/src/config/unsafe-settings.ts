import { isIP } from 'node:net';
import { parseAllowedHosts } from '../outbound/check-address';
import { isLoopbackUrl } from './is-loopback-url';
import { textLooksMadeUp } from './looks-made-up';

type Config = Readonly<Record<string, unknown>>;

/** What variables may each be and still must not be, here or together. One line each: the variable, the danger, what to do. */
export const unsafeSettings = (config: Config): readonly string[] => [
  ...unsafePublicUrl(text(config, 'PUBLIC_URL')),
  ...unsafeGrpc(config),
  ...unsafeTokens(config),
  ...unsafeHosts(text(config, 'ALLOWED_PRIVATE_HOSTS')),
  ...unsafeProxies(text(config, 'TRUSTED_PROXIES')),
  ...unsafeRoles(text(config, 'DATABASE_URL'), text(config, 'DATABASE_OWNER_URL')),
];

const text = (config: Config, name: string): string => {
  const value = config[name];
  return typeof value === 'string' ? value : '';
};

const unsafePublicUrl = (publicUrl: string): string[] => {
  if (!URL.canParse(publicUrl)) return [];
  const url = new URL(publicUrl);
  if (url.protocol === 'https:' || isLoopbackUrl(url)) return [];
  return [
    `PUBLIC_URL is ${url.origin}: over http anybody on the way could read passwords, sessions and codes of Gong. ` +
      'Put a proxy with TLS before the gateway and name its https address',
  ];
};

/** Who has a public https address means to be reached from elsewhere: so is gRPC then, unless it listens on loopback. */
const unsafeGrpc = (config: Config): string[] => {
  const { GRPC_PORT: port, GRPC_TLS_AT_PROXY: elsewhere } = config;
  const tls = text(config, 'GRPC_TLS_CERT_FILE') !== '' || elsewhere === true;
  if (port === undefined || tls || !text(config, 'PUBLIC_URL').startsWith('https:')) return [];
  const host = text(config, 'HOST');
  if (isLoopbackUrl({ hostname: host === '::1' ? '[::1]' : host })) return [];
  return [
    `GRPC_PORT ${port} at HOST ${host} is without TLS beside an https PUBLIC_URL: anybody on the way could read API tokens. ` +
      'Set GRPC_TLS_CERT_FILE and GRPC_TLS_KEY_FILE, or GRPC_TLS_AT_PROXY=true where a proxy with TLS stands before it',
  ];
};

const unsafeTokens = (config: Config): string[] => {
  const token = text(config, 'METRICS_TOKEN');
  if (token === '' || !textLooksMadeUp(token)) return [];
  return ['METRICS_TOKEN is an example, not a random token: make one with openssl rand -base64 33'];
};

/** Where clouds answer whoever asks from inside with the machine's own credentials. */
const METADATA =
  /^(169\.254\.\d+\.\d+|168\.63\.129\.16|100\.100\.100\.200|192\.0\.0\.192|\[::ffff:a9fe:[0-9a-f]+\]|\[fd00:ec2::[0-9a-f]+\]|\[fe80:.*\]|metadata(\.google\.internal|\.goog)?|instance-data(\..*)?)\.?$/;

const unsafeHosts = (hosts: string): string[] =>
  parseAllowedHosts(hosts).flatMap((host) => {
    const name = host.replace(/:\d+$/, '');
    if (/[*/]/.test(host) || name === '0.0.0.0' || name === '[::]') {
      return [`ALLOWED_PRIVATE_HOSTS names ${host}, which is many: name each host, as host:port`];
    }
    if (!METADATA.test(name)) return [];
    return [`ALLOWED_PRIVATE_HOSTS names ${host}, where a cloud gives out this machine's credentials: take it out`];
  });

/** Shorter prefixes hold whole countries: any of their machines could then write the address that limits count by. */
const SHORTEST_PREFIX = { 4: 8, 6: 16 } as const;

/** IPv4 as IPv6 writes it (::ffff:0:0/96) holds all of IPv4. */
const MAPPED_BITS = 96;
const isMapped = (address: string): boolean =>
  isIP(address) === 6 && new URL(`http://[${address.split('%')[0]}]`).hostname.startsWith('[::ffff:');

const unsafeProxies = (proxies: string): string[] =>
  proxies.split(',').flatMap((entry) => {
    const [address = '', prefix] = entry.trim().split('/');
    const family = isIP(address);
    if (prefix === undefined || (family !== 4 && family !== 6)) return [];
    const shortest = isMapped(address) ? MAPPED_BITS + SHORTEST_PREFIX[4] : SHORTEST_PREFIX[family];
    if (Number(prefix) >= shortest) return [];
    return [`TRUSTED_PROXIES names ${entry.trim()}: anybody could then claim any address. Name your proxies only`];
  });

const unsafeRoles = (application: string, owner: string): string[] => {
  if (!URL.canParse(application)) return [];
  const role = new URL(application).username;
  if (role === '' || !URL.canParse(owner) || new URL(owner).username !== role) return [];
  return [
    'DATABASE_URL and DATABASE_OWNER_URL are one role: what owns the tables is above row level security. ' +
      'Give the application a role of its own (npm run provision)',
  ];
};
