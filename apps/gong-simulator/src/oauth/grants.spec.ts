import { Companies } from '../companies/companies';
import type { Company } from '../companies/company';
import { completeSpec } from '../companies/company-spec';
import { Grants } from './grants';
import { TokenSeal } from './sealed-token';

const nowMs = Date.parse('2026-03-31T18:00:00Z');
const minute = 60_000;
const around = {
  seed: 's',
  publicUrl: 'http://gong.example',
  appUrl: null,
  anchorMs: nowMs,
  limits: { requestsPerSecond: 0, requestsPerDay: 0 },
};
const companies = new Companies([completeSpec({ key: 'acme' })], around);
const acme = companies.find('acme') as Company;
const start = (secret = 'secret') => new Grants(companies, new TokenSeal('s', secret), 3600);
const redirect = 'http://back.example/';

describe('grants', () => {
  it('take a code for ten minutes', () => {
    const grants = start();
    const code = grants.issueCode(acme, ['a'], redirect, nowMs);
    const late = grants.issueCode(acme, ['a'], redirect, nowMs);
    expect(grants.redeem(code, redirect, nowMs + 10 * minute - 1)).not.toBeNull();
    expect(grants.redeem(late, redirect, nowMs + 10 * minute)).toBeNull();
  });

  it('let an access token run out, sooner when a shorter life was asked for', () => {
    const grants = start();
    const long = grants.issue(acme, 'g', 0, ['a'], nowMs).access_token;
    const short = grants.issue(acme, 'g', 0, ['a'], nowMs, 60).access_token;
    expect(grants.verify(long, acme, nowMs + 3_599_999)?.scopes).toEqual(['a']);
    expect(grants.verify(long, acme, nowMs + 3_600_000)).toBeNull();
    expect(grants.verify(short, acme, nowMs + 60_000)).toBeNull();
  });

  it('still know the tokens of an earlier run with the same seed and secret, and of no other', () => {
    const earlier = start().issue(acme, 'g', 4, ['a'], nowMs);
    const restarted = start();
    expect(restarted.verify(earlier.access_token, acme, nowMs)).not.toBeNull();
    expect(restarted.refresh(earlier.refresh_token, nowMs)).not.toBeNull();
    expect(restarted.refresh(earlier.refresh_token, nowMs)).toBeNull();
    expect(start('another secret').verify(earlier.access_token, acme, nowMs)).toBeNull();
  });

  it('take only the newest refresh token', () => {
    const grants = start();
    const first = grants.issue(acme, 'g', 0, ['a'], nowMs);
    const second = grants.refresh(first.refresh_token, nowMs);
    expect(grants.refresh(first.refresh_token, nowMs)).toBeNull();
    expect(grants.refresh(second?.refresh_token ?? '', nowMs)).not.toBeNull();
  });
});
