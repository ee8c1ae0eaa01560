import type { Dice } from './dice';
import { gongId } from './digits';

export interface Tracker {
  id: string;
  name: string;
  type: 'KEYWORD' | 'SMART';
  /** Gong's "Separate phrases" setting: occurrences are listed per phrase, and the tracker's own list is empty. */
  separatePhrases: boolean;
  /** Gong's "API request results" setting: without it the tracker never shows in a call. */
  inApiResults: boolean;
  phrases: string[];
}

type Draft = [name: string, type: 'KEYWORD' | 'SMART', separatePhrases: boolean, inApiResults: boolean, string[]];

const drafts: Draft[] = [
  ['Competitors', 'KEYWORD', true, true, ['globex', 'initech', 'umbrella']],
  ['Pricing', 'KEYWORD', true, true, ['price', 'discount', 'per seat']],
  ['Churn risk', 'KEYWORD', true, true, ['cancel', 'not renewing', 'too expensive']],
  ['Integrations', 'KEYWORD', false, true, ['api', 'webhook', 'single sign-on']],
  ['Support', 'KEYWORD', false, true, ['ticket', 'outage', 'response time']],
  ['Onboarding', 'KEYWORD', true, true, ['training', 'go live', 'roll-out']],
  ['Legal', 'KEYWORD', true, false, ['contract', 'liability']],
  ['Asking for a discount', 'SMART', false, true, []],
  ['Next steps agreed', 'SMART', false, true, []],
  ['Expressing frustration', 'SMART', false, true, []],
];

export function createTrackers(dice: Dice): Tracker[] {
  return drafts.map(([name, type, separatePhrases, inApiResults, phrases]) => ({
    id: gongId(dice),
    name,
    type,
    separatePhrases,
    inApiResults,
    phrases,
  }));
}
