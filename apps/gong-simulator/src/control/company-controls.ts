import type { Company } from '../companies/company';
import type { CompanySpec } from '../companies/company-spec';
import { completeSpec } from '../companies/company-spec';
import { json } from '../http/answer';
import { ControlError } from './control-error';
import type { ControlHandler } from './control-request';
import { companyIn } from './control-request';

/** GET /simulator/companies */
export const listCompanies: ControlHandler = ({ simulator }) =>
  json(200, { companies: simulator.companies.all().map(shown) });

/** POST /simulator/companies {key, calls?, days?, flavour?, live?, accounts?, staff?}: no calls unless asked for. */
export const addCompany: ControlHandler = ({ simulator, body }) => {
  body.only('key', 'calls', 'days', 'flavour', 'live', 'accounts', 'staff');
  const key = body.text('key');
  if (key === null) throw new ControlError('key: is missing');
  if (simulator.companies.find(key)) throw new ControlError(`company ${key} exists already`, 409);
  const given: Partial<CompanySpec> & { key: string } = {
    key,
    flavour: body.oneOf('flavour', ['quarter', 'clean'] as const, 'quarter'),
  };
  if (body.has('calls')) given.calls = body.whole('calls', 0, 0, 100_000_000);
  if (body.has('days')) given.days = body.whole('days', 90, 1, 3650);
  if (body.has('live')) given.live = body.flag('live', false);
  if (body.has('accounts')) given.accounts = body.whole('accounts', 24, 1, 100_000);
  if (body.has('staff')) given.staff = body.whole('staff', 18, 2, 5000);
  let spec: CompanySpec;
  try {
    spec = completeSpec(given);
  } catch (error) {
    throw new ControlError(error instanceof Error ? error.message : String(error));
  }
  return json(201, shown(simulator.companies.add(spec)));
};

/** DELETE /simulator/companies/{company} */
export const removeCompany: ControlHandler = (request) => {
  const { key } = companyIn(request);
  request.simulator.companies.remove(key);
  return json(200, { key, removed: true });
};

/** PUT /simulator/companies/{company}/limits {requestsPerSecond?, requestsPerDay?}: 0 is off; both counts start anew. */
export const changeLimits: ControlHandler = (request) => {
  const { body } = request;
  body.only('requestsPerSecond', 'requestsPerDay');
  const company = companyIn(request);
  return json(
    200,
    company.limits.change({
      ...(body.has('requestsPerSecond') && { requestsPerSecond: body.whole('requestsPerSecond', 3, 0, 1_000_000) }),
      ...(body.has('requestsPerDay') && { requestsPerDay: body.whole('requestsPerDay', 10_000, 0, 1_000_000_000) }),
    }),
  );
};

function shown({ key, spec, apiBaseUrl }: Company) {
  const { calls, days, flavour, live, accounts, staff } = spec;
  return { key, apiBaseUrl, calls, days, flavour, live, accounts, staff };
}
