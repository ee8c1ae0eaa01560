import { domainToASCII } from 'node:url';
import { parse } from 'tldts';
import freeMail from './free-mail-domains.json';

/** Free-mail and disposable domains by a kept public list; the file names its source. The rest is what that list lacks. */
const FREE_MAIL = new Set([...freeMail.domains, 'hey.com', 'tutanota.com', 'tutamail.com', 'tuta.com', 'keemail.me']);

const withPrivateSuffixes = { allowPrivateDomains: true };

/** One spelling of a domain: lower case, in ASCII (IDNA). Null when it is none: one label, an IP address, other text. */
export const domainKey = (text: string): string | null => {
  const ascii = domainToASCII(text.trim().replace(/\.$/, ''));
  const { isIp, hostname } = parse(ascii, withPrivateSuffixes);
  return ascii === '' || isIp === true || hostname === null || !hostname.includes('.') ? null : hostname;
};

/**
 * The domains of companies that an e-mail address may name (S14), longest first: its own domain and each above it,
 * down to the one that was registered. Public suffixes (also private ones, such as github.io) and free-mail domains
 * are never among them.
 */
export const domainCandidates = (email: string): string[] => {
  const domain = domainKey(email.slice(email.lastIndexOf('@') + 1));
  const registered = domain === null ? null : parse(domain, withPrivateSuffixes).domain;
  if (domain === null || registered === null) return [];
  const candidates: string[] = [];
  for (let rest = domain; rest.length >= registered.length; rest = rest.slice(rest.indexOf('.') + 1)) {
    if (!FREE_MAIL.has(rest)) candidates.push(rest);
    if (rest === registered) break;
  }
  return candidates;
};
