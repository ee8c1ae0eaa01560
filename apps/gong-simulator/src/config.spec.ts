import { readConfig } from './config';

describe('the configuration', () => {
  it('has a default for everything', () => {
    const { host, port, companies, requestsPerSecond, requestsPerDay } = readConfig({});
    expect({ host, port, requestsPerSecond, requestsPerDay }).toEqual({
      host: '127.0.0.1',
      port: 4010,
      requestsPerSecond: 3,
      requestsPerDay: 10_000,
    });
    expect(companies).toEqual([
      { key: 'acme', calls: 420, days: 90, flavour: 'quarter', live: false, accounts: 53, staff: 18 },
    ]);
  });

  it('reads companies in the short form', () => {
    const { companies } = readConfig({
      SIMULATOR_COMPANIES: 'a:5:36h, bench-1:5000:30d:clean:accounts=500:staff=40,b:0:7d:live',
    });
    expect(companies).toEqual([
      { key: 'a', calls: 5, days: 1.5, flavour: 'quarter', live: false, accounts: 24, staff: 18 },
      { key: 'bench-1', calls: 5000, days: 30, flavour: 'clean', live: false, accounts: 500, staff: 40 },
      { key: 'b', calls: 0, days: 7, flavour: 'quarter', live: true, accounts: 24, staff: 18 },
    ]);
  });

  it('starts without a company when told so', () => {
    expect(readConfig({ SIMULATOR_COMPANIES: 'none' }).companies).toEqual([]);
  });

  it.each([
    ['SIMULATOR_PORT', '70000', /SIMULATOR_PORT must be a whole number from 0 to 65535, not "70000"/],
    ['SIMULATOR_REQUESTS_PER_SECOND', '-1', /SIMULATOR_REQUESTS_PER_SECOND must be a whole number/],
    ['SIMULATOR_TOKEN_LIFETIME_SECONDS', '1.5', /SIMULATOR_TOKEN_LIFETIME_SECONDS/],
    ['SIMULATOR_PUBLIC_URL', 'gong.example', /SIMULATOR_PUBLIC_URL must be an http or https address/],
    ['SIMULATOR_NOW', 'soon', /SIMULATOR_NOW must be an ISO-8601 time/],
    ['SIMULATOR_COMPANIES', 'acme', /SIMULATOR_COMPANIES: "acme" is not of the form/],
    ['SIMULATOR_COMPANIES', 'acme:5:3w', /SIMULATOR_COMPANIES: .* is not of the form/],
    ['SIMULATOR_COMPANIES', 'acme:5:3d:shiny', /SIMULATOR_COMPANIES: .*unknown option "shiny"/],
    ['SIMULATOR_COMPANIES', 'Acme:5:3d', /SIMULATOR_COMPANIES: company Acme: the key/],
    ['SIMULATOR_COMPANIES', 'a:5:3d,a:6:3d', /SIMULATOR_COMPANIES: company a is named twice/],
    ['SIMULATOR_COMPANIES', 'a:5:3d:accounts=3', /SIMULATOR_COMPANIES: company a: accounts must be 24-/],
    ['SIMULATOR_COMPANIES', 'a:90000000:1d', /SIMULATOR_COMPANIES: company a: more than 100 calls a second/],
  ])('refuses a bad %s and names it: %s', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(message);
  });
});
