import type { Dice } from './dice';
import { at } from './dice';
import { salesforceId15, salesforceId18 } from './salesforce-id';
import { brands, industries, trades } from './vocabulary';

export interface Account {
  index: number;
  externalId: string;
  name: string;
  domain: string;
  industry: string;
  seats: number;
  /** As the customer-success platform holds it: 18 characters for most, 15 for some. */
  crmId: string;
  crmId15: string;
  parentExternalId: string | null;
  /** False: a company that Gong's CRM knows and the customer-success platform does not. */
  inPlatform: boolean;
}

/** Every 12th account is the parent of the one after it. */
export function isParent(index: number): boolean {
  return index % 12 === 4;
}

/** In a `quarter`, every 10th account is unknown to the platform. */
function isProspect(index: number): boolean {
  return index % 10 === 9;
}

export function createAccounts(count: number, flavour: 'quarter' | 'clean', dice: Dice): Account[] {
  const accounts: Account[] = [];
  for (let index = 0; index < count; index += 1) {
    const round = Math.floor(index / (brands.length * trades.length));
    const brand = at(brands, index);
    const trade = at(trades, Math.floor(index / brands.length) + index);
    const name = `${brand} ${trade}${round > 0 ? ` ${round + 1}` : ''}`;
    const believable = flavour === 'quarter';
    const crmId15 = salesforceId15('Account', dice);
    accounts.push({
      index,
      externalId: `A-${String(index + 1).padStart(5, '0')}`,
      name,
      domain: `${name.toLowerCase().replaceAll(' ', '-')}.example`,
      industry: dice.pick(industries),
      seats: dice.between(5, 900),
      crmId: believable && index % 7 === 6 ? crmId15 : salesforceId18(crmId15),
      crmId15,
      parentExternalId:
        believable && index > 0 && isParent(index - 1) ? (accounts[index - 1]?.externalId ?? null) : null,
      inPlatform: !(believable && isProspect(index)),
    });
  }
  if (flavour === 'quarter') makeTwins(accounts);
  return accounts;
}

/** Two different accounts whose 15-character ids differ by the case of one letter only. */
function makeTwins(accounts: Account[]): void {
  const [first, second] = accounts;
  if (!first || !second) return;
  first.crmId15 = `${first.crmId15.slice(0, 14)}q`;
  second.crmId15 = `${first.crmId15.slice(0, 14)}Q`;
  first.crmId = salesforceId18(first.crmId15);
  second.crmId = salesforceId18(second.crmId15);
}
