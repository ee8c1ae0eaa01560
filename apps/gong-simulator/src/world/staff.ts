import { mailName } from './contacts';
import type { Dice } from './dice';
import { at } from './dice';
import { gongId } from './digits';
import type { License, StaffRole } from './staff-roles';
import { staffRoles } from './staff-roles';
import { firstNames, lastNames, staffTitles } from './vocabulary';

export interface PlatformUser {
  externalId: string;
  email: string;
  license: License;
  active: boolean;
}

export interface Staff {
  /** Where it stands in the list of its company; people added later have their own numbers. */
  index: number;
  id: string;
  role: StaffRole;
  emailAddress: string | null;
  emailAliases: string[];
  firstName: string;
  lastName: string;
  title: string;
  active: boolean;
  technicalAdmin: boolean;
  /** A synthetic user of Gong's own people: left out of the user lists unless asked for. */
  avatar: boolean;
  createdMs: number;
  /** How this person exists in the customer-success platform: not at all, once, or several times. */
  platformUsers: PlatformUser[];
}

const firstCreatedMs = Date.UTC(2022, 0, 10, 9, 0, 0);

export function createStaff(company: string, regulars: number, flavour: 'quarter' | 'clean', dice: Dice): Staff[] {
  const roles: StaffRole[] = Array.from({ length: regulars }, () => 'regular');
  if (flavour === 'quarter')
    roles.push(...(Object.keys(staffRoles) as StaffRole[]).filter((role) => role !== 'regular'));
  return roles.map((role, index) => createPerson(company, role, index, dice));
}

function createPerson(company: string, role: StaffRole, index: number, dice: Dice): Staff {
  const shape = staffRoles[role];
  const firstName = at(firstNames, index * 7 + Math.floor(index / firstNames.length));
  const lastName = at(lastNames, index * 5 + 3);
  const address = `${mailName(firstName, lastName)}${index >= firstNames.length ? index : ''}@${company}.example`;
  const alias = `old.${address}`;
  return {
    index,
    id: gongId(dice),
    role,
    emailAddress: shape.email === 'none' ? null : shape.email === 'shouted' ? ` ${address.toUpperCase()} ` : address,
    emailAliases: shape.alias ? [alias] : [],
    firstName,
    lastName,
    title: at(staffTitles, index),
    active: shape.activeAtGong,
    technicalAdmin: role === 'regular' && index % 9 === 0,
    avatar: role === 'avatar',
    createdMs: firstCreatedMs + index * 86_400_000,
    platformUsers: shape.platformUsers.map((user, nth) => ({
      externalId: `U-${String(index + 1).padStart(4, '0')}-${nth + 1}`,
      email: user.byAlias ? alias : address,
      license: user.license,
      active: user.active ?? true,
    })),
  };
}
