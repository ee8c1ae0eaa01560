import type { Account } from '../world/accounts';
import type { Contact } from '../world/contacts';
import { contactsPerAccount } from '../world/contacts';
import { at, Dice, seedFor } from '../world/dice';
import { nineDigits } from '../world/digits';
import type { Staff } from '../world/staff';
import type { World } from '../world/world';
import type { CallIds } from './call-id';
import type { Schedule } from './schedule';
import type { Situation } from './situations';
import { situationOf } from './situations';

/** Where generated calls come from: everything here is fixed by (seed, company). */
export interface CallSource {
  seed: number;
  flavour: 'quarter' | 'clean';
  world: World;
  ids: CallIds;
  schedule: Schedule;
}

/** What all blocks of one call must agree on. Pure function of the source and the number. */
export interface CallPlan {
  number: number;
  id: string;
  startedMicros: number;
  offsetMinutes: number;
  situation: Situation;
  primaryUserId: string | null;
  owner: Staff | null;
  colleague: Staff | null;
  /** Whom the call is about; on `ambiguous` and `family` calls, also the second one. */
  account: Account;
  second: Account | null;
  contacts: Contact[];
  durationSeconds: number;
  telephone: boolean;
  workspaceId: string;
  partyBase: string;
  speakerBase: string;
}

export function planCall(source: CallSource, number: number): CallPlan {
  const { world, seed } = source;
  const situation = situationOf(source.flavour, number);
  const startedMicros = source.schedule.startedMicros(number);
  const dice = new Dice(seedFor(seed, number, 4));
  const owner = ownerOf(source, number, situation);
  const [account, second] = chooseAccounts(world, situation, dice);
  const colleague = dice.below(2) === 0 ? null : at(world.regulars, (owner?.index ?? 0) + 1 + dice.below(5));
  return {
    number,
    id: source.ids.idOf(number),
    startedMicros,
    offsetMinutes: offsetAt(startedMicros, dice.next()),
    situation,
    primaryUserId: situation.owner === 'stranger' ? world.strangerId : (owner?.id ?? null),
    owner,
    colleague: colleague === owner ? null : colleague,
    account,
    second,
    contacts: chooseContacts(source, account, second, dice),
    durationSeconds: situation.content === 'silent' ? dice.between(12, 55) : dice.between(420, 3600),
    telephone: situation.company === 'phone' || situation.company === 'phone-only' || dice.below(12) === 0,
    workspaceId: workspaceIdOf(source, number),
    partyBase: nineDigits(dice.below(1_000_000_000)),
    speakerBase: nineDigits(dice.below(1_000_000_000)),
  };
}

export function partyId(plan: CallPlan, seat: number): string {
  return `7${plan.partyBase}${nineDigits((plan.number * 31 + seat) % 1_000_000_000)}`;
}

export function speakerId(plan: CallPlan, seat: number): string {
  return `2${plan.speakerBase}${nineDigits((plan.number * 37 + seat) % 1_000_000_000)}`;
}

/** The owner's Gong id without planning the whole call: filters on the owner need nothing else. */
export function primaryUserIdOf(source: CallSource, number: number): string | null {
  const situation = situationOf(source.flavour, number);
  if (situation.owner === 'stranger') return source.world.strangerId;
  return ownerOf(source, number, situation)?.id ?? null;
}

export function workspaceIdOf(source: CallSource, number: number): string {
  return at(source.world.workspaces, seedFor(source.seed, number, 5) % 3).id;
}

function ownerOf(source: CallSource, number: number, situation: Situation): Staff | null {
  const { world } = source;
  if (situation.owner === 'stranger' || situation.owner === 'nobody') return null;
  if (situation.owner === 'regular') return at(world.regulars, seedFor(source.seed, number, 6));
  return world.byRole.get(situation.owner) ?? at(world.regulars, 0);
}

function chooseAccounts(world: World, situation: Situation, dice: Dice): [Account, Account | null] {
  const draw = dice.next();
  switch (situation.company) {
    case 'prospect':
      return [at(world.prospects, draw), null];
    case 'twin':
      return [at(world.accounts, draw % 2), null];
    case 'family':
      return at(world.families, draw);
    case 'ambiguous':
    case 'stale-account':
      // Three apart among the customers: never a parent and its child.
      return [at(world.customers, draw % 0xffff), at(world.customers, (draw % 0xffff) + 3)];
    default:
      return [at(world.customers, draw), null];
  }
}

function chooseContacts(
  { world, flavour }: CallSource,
  account: Account,
  second: Account | null,
  dice: Dice,
): Contact[] {
  const drawn = dice.next();
  // The first one is known to the platform whenever the account is: calls found by contact or e-mail alone rest on it.
  const from = contactOf(world, account, drawn).inPlatform ? drawn : drawn + 1;
  const count = flavour === 'clean' ? 2 : 1 + dice.below(3);
  const contacts: Contact[] = [];
  for (let nth = 0; nth < count; nth += 1) contacts.push(contactOf(world, account, from + nth));
  if (second) contacts.push(contactOf(world, second, from));
  return contacts;
}

function contactOf(world: World, account: Account, nth: number): Contact {
  return at(world.contacts, account.index * contactsPerAccount + (nth % contactsPerAccount));
}

/** An offset in which this moment falls into office hours. */
function offsetAt(startedMicros: number, draw: number): number {
  const hourOfDay = Math.floor(startedMicros / 3_600_000_000) % 24;
  if (hourOfDay < 7) return draw % 2 === 0 ? 330 : 540;
  if (hourOfDay < 14) return at([60, 120, 0, 330], draw);
  return at([-480, -300, -420, 60], draw);
}
