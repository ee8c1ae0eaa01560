import type { Dice } from './dice';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A 15-character Salesforce id: the kind's prefix, an instance, and a body in which case counts. */
export function salesforceId15(kind: 'Account' | 'Contact' | 'Opportunity' | 'Lead', dice: Dice): string {
  const prefix = { Account: '001', Contact: '003', Opportunity: '006', Lead: '00Q' }[kind];
  let body = '';
  for (let index = 0; index < 8; index += 1) body += alphabet[dice.below(alphabet.length)];
  return `${prefix}5e00${body}`;
}

/** The 18-character form: three letters that say which of the 15 are capitals, so that case may be lost. */
export function salesforceId18(id15: string): string {
  let suffix = '';
  for (let block = 0; block < 3; block += 1) {
    let bits = 0;
    for (let index = 0; index < 5; index += 1) {
      const letter = id15[block * 5 + index] as string;
      if (letter >= 'A' && letter <= 'Z') bits |= 1 << index;
    }
    suffix += letters[bits];
  }
  return id15 + suffix;
}
