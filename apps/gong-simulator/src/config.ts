import type { CompanySpec } from './companies/company-spec';
import { parseCompanySpecs } from './companies/company-spec';

export interface Config {
  host: string;
  port: number;
  /** Null: made of host and port once the port is known. */
  publicUrl: string | null;
  appUrl: string | null;
  seed: string;
  companies: CompanySpec[];
  requestsPerSecond: number;
  requestsPerDay: number;
  tokenLifetimeSeconds: number;
  cursorLifetimeSeconds: number;
  clientId: string;
  clientSecret: string;
  /** Empty: any http(s) address may be returned to. */
  redirectUris: string[];
  /** The world's present, fixed; null: the time of the start. */
  nowMs: number | null;
}

export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

export function readConfig(environment: Environment = process.env): Config {
  const text = (name: string, fallback: string) => environment[name]?.trim() || fallback;
  const whole = (name: string, fallback: number, least: number, most: number) => {
    const raw = text(name, String(fallback));
    const value = Number(raw);
    if (!/^\d+$/.test(raw) || value < least || value > most) {
      throw new ConfigError(`${name} must be a whole number from ${least} to ${most}, not "${raw}"`);
    }
    return value;
  };
  return Object.freeze({
    host: text('SIMULATOR_HOST', '127.0.0.1'),
    port: whole('SIMULATOR_PORT', 4010, 0, 65535),
    publicUrl: address('SIMULATOR_PUBLIC_URL', environment['SIMULATOR_PUBLIC_URL']),
    appUrl: address('SIMULATOR_APP_URL', environment['SIMULATOR_APP_URL']),
    seed: text('SIMULATOR_SEED', 'gong'),
    companies: companies(text('SIMULATOR_COMPANIES', 'acme:420:90d')),
    requestsPerSecond: whole('SIMULATOR_REQUESTS_PER_SECOND', 3, 0, 1_000_000),
    requestsPerDay: whole('SIMULATOR_REQUESTS_PER_DAY', 10_000, 0, 1_000_000_000),
    tokenLifetimeSeconds: whole('SIMULATOR_TOKEN_LIFETIME_SECONDS', 86_400, 1, 31_536_000),
    cursorLifetimeSeconds: whole('SIMULATOR_CURSOR_LIFETIME_SECONDS', 3600, 1, 31_536_000),
    clientId: text('SIMULATOR_CLIENT_ID', 'gong-timeline'),
    clientSecret: text('SIMULATOR_CLIENT_SECRET', 'simulator-secret'),
    redirectUris: text('SIMULATOR_REDIRECT_URIS', '')
      .split(/[\s,]+/)
      .filter(Boolean),
    nowMs: moment('SIMULATOR_NOW', environment['SIMULATOR_NOW']),
  });
}

function companies(raw: string): CompanySpec[] {
  try {
    return parseCompanySpecs(raw);
  } catch (error) {
    throw new ConfigError(`SIMULATOR_COMPANIES: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function address(name: string, raw: string | undefined): string | null {
  const text = raw?.trim();
  if (!text) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new ConfigError(`${name} must be an http or https address, not "${text}"`);
  }
  return text.replace(/\/+$/, '');
}

function moment(name: string, raw: string | undefined): number | null {
  const text = raw?.trim();
  if (!text) return null;
  const value = Date.parse(text);
  if (Number.isNaN(value) || value < Date.UTC(2015, 0, 1)) {
    throw new ConfigError(`${name} must be an ISO-8601 time after 2015, such as 2026-03-31T18:00:00Z, not "${text}"`);
  }
  return value;
}
