import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { AddressRefused } from './address-refused';
import { type AllowedHosts, hostProblem } from './check-address';
import { publicLookup } from './public-lookup';

export interface OutboundOptions {
  readonly allowedHosts: AllowedHosts;
  readonly connections?: number;
  readonly connectTimeoutMs: number;
  /** For the head of an answer, and between two pieces of its body. */
  readonly answerTimeoutMs: number;
  readonly maxAnswerBytes: number;
  /** How names are resolved; the system's way unless a spec has its own. */
  readonly lookup?: LookupFunction;
}

/**
 * For requests to addresses that somebody outside named. Each new connection is checked again, when it is made and by
 * the very address it is made to, so a name that was public when it was saved and leads elsewhere now is refused
 * (re-binding). Redirects are not followed: undici does so only where it is told to. Sizes and times are bounded.
 */
export const outboundAgent = ({ allowedHosts, ...options }: OutboundOptions): Agent => {
  const timeout = options.connectTimeoutMs;
  const toAllowed = buildConnector({ timeout, lookup: options.lookup ?? systemLookup } as buildConnector.BuildOptions);
  const lookup = publicLookup(options.lookup ?? systemLookup);
  const toPublic = buildConnector({ timeout, lookup } as buildConnector.BuildOptions);

  const connect: buildConnector.connector = (target, callback) => {
    const url = urlOf(target);
    if (allowedHosts.includes(url.host)) return toAllowed(target, callback);
    const problem = hostProblem(url, allowedHosts);
    if (problem !== null) return callback(new AddressRefused(problem), null);
    return toPublic(target, callback);
  };
  return new Agent({
    connect,
    connections: options.connections ?? 16,
    keepAliveTimeout: 20_000,
    headersTimeout: options.answerTimeoutMs,
    bodyTimeout: options.answerTimeoutMs,
    maxResponseSize: options.maxAnswerBytes,
  });
};

const urlOf = ({ protocol, hostname, port }: buildConnector.Options): URL => {
  const host = hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname;
  return new URL(`${protocol}//${host}${port === '' ? '' : `:${port}`}`);
};
