/** One Gong company to simulate, as SIMULATOR_COMPANIES or the control API names it. */
export interface CompanySpec {
  key: string;
  calls: number;
  days: number;
  flavour: 'quarter' | 'clean';
  live: boolean;
  accounts: number;
  staff: number;
}

const keyShape = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** `acme:420:90d`, `bench-1:5000:30d:clean:accounts=500:staff=40`, `demo:420:90d:quarter:live`; several with commas; `none` for none. */
export function parseCompanySpecs(text: string): CompanySpec[] {
  if (text.trim() === 'none') return [];
  const specs = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseCompanySpec);
  const twice = specs.find((spec, index) => specs.findIndex((other) => other.key === spec.key) !== index);
  if (twice) throw new Error(`company ${twice.key} is named twice`);
  return specs;
}

function parseCompanySpec(text: string): CompanySpec {
  const [key = '', calls = '', window = '', ...options] = text.split(':');
  const span = /^(\d+(?:\.\d+)?)(d|h)$/.exec(window);
  if (!/^\d+$/.test(calls) || !span)
    throw new Error(`"${text}" is not of the form key:calls:window, such as acme:420:90d`);
  const days = Number(span[1]) / (span[2] === 'h' ? 24 : 1);
  const chosen: Partial<CompanySpec> = {};
  for (const option of options) {
    const [name, value = ''] = option.split('=');
    if (option === 'quarter' || option === 'clean') chosen.flavour = option;
    else if (option === 'live') chosen.live = true;
    else if ((name === 'accounts' || name === 'staff') && /^\d+$/.test(value)) chosen[name] = Number(value);
    else throw new Error(`"${text}": unknown option "${option}" (quarter, clean, live, accounts=N, staff=N)`);
  }
  return completeSpec({ key, calls: Number(calls), days, ...chosen });
}

/** Fills in what was not said, and refuses sizes that no world can have. */
export function completeSpec(given: Partial<CompanySpec> & { key: string }): CompanySpec {
  const { key, calls = 0, days = 90, flavour = 'quarter', live = false } = given;
  const least = flavour === 'quarter' ? 24 : 1;
  const { accounts = Math.min(2000, Math.max(24, Math.round(calls / (flavour === 'quarter' ? 8 : 20)))) } = given;
  const { staff = flavour === 'quarter' ? 18 : 25 } = given;
  const refuse = (reason: string) => new Error(`company ${key}: ${reason}`);
  if (!keyShape.test(key)) throw refuse('the key must be 1-63 small letters, digits and hyphens');
  if (!within(calls, 0, 100_000_000)) throw refuse('calls must be 0-100,000,000');
  if (!(days >= 1 / 24 && days <= 3650)) throw refuse('the window must be 1h-3650d');
  if (calls > days * 8_640_000) throw refuse('more than 100 calls a second');
  if (!within(accounts, least, 100_000)) throw refuse(`accounts must be ${least}-100,000`);
  if (!within(staff, 2, 5000)) throw refuse('staff must be 2-5,000');
  return { key, calls, days, flavour, live, accounts, staff };
}

function within(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
