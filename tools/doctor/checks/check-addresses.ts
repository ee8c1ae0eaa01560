import {
  type AllowedHosts,
  checkAddress,
  type Finding,
  outboundAgent,
  parseAllowedHosts,
} from '@gong-timeline/runtime';
import { request } from 'undici';
import { checkClock } from './check-clock';

const TIMEOUT_MS = 5_000;
type Env = Readonly<Record<string, string>>;

/** Whether a service answers, and what it says of itself when it is not ready. */
export const checkReady = async (what: string, url: string): Promise<Finding> => {
  const check = 'addresses';
  try {
    const { statusCode, body } = await request(url, { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
    const text = (await body.text()).slice(0, 500);
    if (statusCode === 200) return { check, level: 'fine', what: `${what} is ready` };
    const means = 'It answers, and does not work';
    return { check, level: 'wrong', what: `${what} is not ready: ${text}`, means, todo: `Read the log of ${what}` };
  } catch (error) {
    return {
      check,
      level: 'wrong',
      what: `${what} does not answer at ${new URL(url).origin} (${reasonOf(error)})`,
      means: 'It is down, or its address is wrong',
      todo: `Start it, or correct the address; its log says why it ended`,
    };
  }
};

/** Gong's addresses: by the rules of outbound requests, reachable, and with a clock like ours. */
export const checkGong = async (variable: string, address: string, allowed: AllowedHosts): Promise<Finding[]> => {
  const check = 'addresses';
  const checked = checkAddress(address, allowed);
  if ('problem' in checked) {
    return [
      {
        check,
        level: 'wrong',
        what: `${variable}: ${checked.problem}`,
        means: 'No request is made there',
        todo: 'Correct it, or name its host in ALLOWED_PRIVATE_HOSTS if it is meant',
      },
    ];
  }
  const agent = outboundAgent({
    allowedHosts: allowed,
    connectTimeoutMs: TIMEOUT_MS,
    answerTimeoutMs: TIMEOUT_MS,
    maxAnswerBytes: 1024 * 1024,
  });
  const askedAt = new Date();
  try {
    const { headers, body } = await request(checked.url.origin, { dispatcher: agent, method: 'HEAD' });
    await body.dump();
    const heardAt = new Date();
    const theirs = new Date(String(headers.date));
    const reachable: Finding = { check, level: 'fine', what: `${variable}: ${checked.url.host} answers` };
    if (Number.isNaN(theirs.getTime())) return [reachable];
    return [reachable, checkClock({ of: `Gong (${checked.url.host})`, theirs, askedAt, heardAt, coarseMs: 1_000 })];
  } catch (error) {
    return [
      {
        check,
        level: 'wrong',
        what: `${variable}: ${checked.url.host} does not answer (${reasonOf(error)})`,
        means: 'Nothing can be read at Gong',
        todo: "Look at this machine's way out (DNS, proxy, firewall); Gong's own state is at status.gong.io",
      },
    ];
  } finally {
    await agent.close();
  }
};

/** The provider's own document says who it is: sign-in refuses another name. */
export const checkIssuer = async (issuer: string): Promise<Finding> => {
  const check = 'addresses';
  const means = 'Nobody can sign in by the provider';
  const url = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  try {
    const { statusCode, body } = await request(url, { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
    const document = JSON.parse(await body.text()) as { issuer?: unknown };
    if (statusCode === 200 && document.issuer === issuer) {
      return { check, level: 'fine', what: `OIDC_ISSUER: ${new URL(issuer).host} says who it is` };
    }
    const says = statusCode === 200 ? `calls itself ${String(document.issuer).slice(0, 200)}` : `answers ${statusCode}`;
    const todo = 'Write OIDC_ISSUER exactly as the provider has it in its openid-configuration';
    return { check, level: 'wrong', what: `OIDC_ISSUER: ${url} ${says}`, means, todo };
  } catch (error) {
    const todo = 'Correct OIDC_ISSUER, or bring the provider back';
    return { check, level: 'wrong', what: `OIDC_ISSUER: ${url} cannot be read (${reasonOf(error)})`, means, todo };
  }
};

/** What apps listen on. Only the gateway is for others. */
export const checkListening = (app: string, host: string): Finding | null => {
  if (app === 'gateway' || /^(127\.|localhost$|::1$)/.test(host)) return null;
  return {
    check: 'addresses',
    level: 'wrong',
    what: `${app} listens at ${host}, beyond this machine`,
    means: 'Only a key keeps others in this network from it; its health and metrics are open to them',
    todo: 'Set HOST=127.0.0.1, or run it in a network of its own (docker/compose.yaml)',
  };
};

export const gongAddresses = (env: Env): readonly (readonly [variable: string, address: string])[] => [
  ['GONG_API_URL', env.GONG_API_URL || 'https://api.gong.io'],
  ['GONG_TOKEN_URL', env.GONG_TOKEN_URL || 'https://app.gong.io/oauth2/generate-customer-token'],
];

export const allowedHostsOf = (env: Env): AllowedHosts => parseAllowedHosts(env.ALLOWED_PRIVATE_HOSTS ?? '');

export const reasonOf = (error: unknown): string => {
  const { code, message, cause } = error as { code?: string; message?: string; cause?: unknown };
  return code ?? (cause === undefined ? (message ?? String(error)) : reasonOf(cause));
};
