import type { Account } from './accounts';
import { createAccounts } from './accounts';
import type { Contact } from './contacts';
import { createContacts } from './contacts';
import { Dice, seedFromText } from './dice';
import { gongId } from './digits';
import type { Staff } from './staff';
import { createStaff } from './staff';
import type { StaffRole } from './staff-roles';
import type { Tracker } from './trackers';
import { createTrackers } from './trackers';

export interface Workspace {
  id: string;
  name: string;
  description: string | null;
}

/** Who and what stands behind a company's calls. Small beside the calls, so it is kept in memory whole. */
export interface World {
  accounts: Account[];
  /** Accounts that the platform has, and those it has not. */
  customers: Account[];
  prospects: Account[];
  /** A child and its parent, both in the platform. */
  families: [Account, Account][];
  contacts: Contact[];
  staff: Staff[];
  regulars: Staff[];
  byRole: Map<StaffRole, Staff>;
  workspaces: Workspace[];
  trackers: Tracker[];
  /** The id of an owner that Gong's user list does not know. */
  strangerId: string;
}

export interface WorldSize {
  flavour: 'quarter' | 'clean';
  accounts: number;
  staff: number;
}

export function createWorld(seed: string, company: string, size: WorldSize): World {
  const dice = new Dice(seedFromText(`${seed}/${company}/world`));
  const accounts = createAccounts(size.accounts, size.flavour, dice);
  const staff = createStaff(company, size.staff, size.flavour, dice);
  return {
    accounts,
    customers: accounts.filter((account) => account.inPlatform),
    prospects: accounts.filter((account) => !account.inPlatform),
    families: familiesIn(accounts),
    contacts: createContacts(accounts, size.flavour, dice),
    staff,
    regulars: staff.filter((person) => person.role === 'regular'),
    byRole: new Map(staff.map((person) => [person.role, person])),
    workspaces: createWorkspaces(size.flavour, dice),
    trackers: createTrackers(dice),
    strangerId: gongId(dice),
  };
}

function familiesIn(accounts: Account[]): [Account, Account][] {
  return accounts.flatMap((child): [Account, Account][] => {
    const parent = accounts[child.index - 1];
    return parent && child.parentExternalId === parent.externalId && child.inPlatform && parent.inPlatform
      ? [[child, parent]]
      : [];
  });
}

function createWorkspaces(flavour: 'quarter' | 'clean', dice: Dice): Workspace[] {
  if (flavour === 'clean') return [{ id: gongId(dice), name: 'Initial workspace', description: null }];
  return [
    { id: gongId(dice), name: 'Customer Success', description: 'Calls with customers' },
    { id: gongId(dice), name: 'Sales', description: null },
  ];
}
