import { outboundAgent } from '@gong-timeline/runtime';
import type { CustomFetch } from 'openid-client';
import { fetch, type RequestInit } from 'undici';

const TIMEOUT_MS = 10_000;
/** Keys, tokens and claims are far smaller. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * The issuer is the operator's own word, and may stand in a private network. The other addresses are its document's:
 * those must be the same host and port, or public ones, by the very address that is connected to.
 */
export const providerFetch = (issuer: URL): CustomFetch => {
  const dispatcher = outboundAgent({
    allowedHosts: [issuer.host],
    connectTimeoutMs: TIMEOUT_MS,
    answerTimeoutMs: TIMEOUT_MS,
    maxAnswerBytes: MAX_ANSWER_BYTES,
  });
  // Two typings of one standard: undici's own fetch takes a dispatcher, the one of the platform does not.
  return (url, options) => fetch(url, { ...options, dispatcher } as RequestInit) as unknown as Promise<Response>;
};
