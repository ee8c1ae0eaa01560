import type { Account } from '../world/accounts';
import { Dice, seedFor } from '../world/dice';
import { gongId } from '../world/digits';
import { salesforceId15, salesforceId18 } from '../world/salesforce-id';
import type { Selection } from './content-selector';
import type { Fragments } from './fragments';
import type { CallPlan } from './plan-call';

/** The `context` block: what the CRM at Gong links the call to. Empty for `None`, and for calls without CRM data. */
export function renderContext(plan: CallPlan, fragments: Fragments, seed: number, selection: Selection): string {
  if (selection.context === 'None') return '[]';
  const dice = new Dice(seedFor(seed, plan.number, 8));
  const extended = selection.context === 'Extended';
  switch (plan.situation.company) {
    case 'contact-only':
    case 'email-only':
    case 'domain-only':
    case 'free-mail':
    case 'no-data':
    case 'nothing':
    case 'phone-only':
    case 'lead':
      return '[]';
    case 'hubspot-and-email':
    case 'hubspot-only':
      return foreign('HubSpot', gongId(dice).slice(0, 11), selection);
    case 'dynamics':
      return foreign(
        'MicrosoftDynamic',
        `7c1f${gongId(dice).slice(0, 4)}-1d2e-4f30-9a51-${gongId(dice).slice(0, 12)}`,
        selection,
      );
    default:
  }
  const objects: string[] = [];
  const stale = plan.situation.company === 'stale-account';
  for (const timing of timings(selection)) {
    const main = stale && timing === 'TimeOfCall' && plan.second ? plan.second : plan.account;
    objects.push(account(main, plan, fragments, extended, timing));
    if (plan.second && !stale) objects.push(account(plan.second, plan, fragments, extended, timing));
    if (plan.number % 3 === 0) objects.push(opportunity(new Dice(seedFor(seed, plan.number, 9)), extended, timing));
  }
  return objects.length === 0 ? '[]' : `[{"system":"Salesforce","objects":[${objects.join(',')}]}]`;
}

function timings(selection: Selection): string[] {
  if (selection.now && !selection.timeOfCall) return ['Now'];
  if (selection.now) return ['Now', 'TimeOfCall'];
  return selection.timeOfCall ? ['TimeOfCall'] : [];
}

function account(who: Account, plan: CallPlan, fragments: Fragments, extended: boolean, timing: string): string {
  const id = plan.situation.company === 'short-id' ? who.crmId15 : crmIdOnCalls(who);
  const fields = extended ? fragments.accountExtended[who.index] : '[]';
  return `{"objectType":"Account","objectId":"${id}","fields":${fields},"timing":"${timing}"}`;
}

/** Gong carries 18 characters although the platform may hold 15. */
function crmIdOnCalls(who: Account): string {
  return who.crmId.length === 18 ? who.crmId : salesforceId18(who.crmId15);
}

function opportunity(dice: Dice, extended: boolean, timing: string): string {
  const id = salesforceId18(salesforceId15('Opportunity', dice));
  const fields = extended
    ? `[{"name":"StageName","value":"${dice.below(2) === 0 ? 'Renewal' : 'Negotiation'}"},{"name":"Amount","value":${dice.between(10, 900)}000.5}]`
    : '[]';
  return `{"objectType":"Opportunity","objectId":"${id}","fields":${fields},"timing":"${timing}"}`;
}

function foreign(system: string, id: string, selection: Selection): string {
  const objects = timings(selection).map(
    (timing) => `{"objectType":"Account","objectId":"${id}","fields":[],"timing":"${timing}"}`,
  );
  return objects.length === 0 ? '[]' : `[{"system":"${system}","objects":[${objects.join(',')}]}]`;
}
