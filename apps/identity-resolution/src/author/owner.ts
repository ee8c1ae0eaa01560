import type { GongUser } from '@gong-timeline/contracts';
import { emailKey } from '../people/email-key';

/** {name} of S18 and S24: Gong's first and last name with one blank between. */
export const ownerName = ({ firstName, lastName }: GongUser): string =>
  [firstName, lastName]
    .map((part) => part?.replaceAll(/\p{Cc}/gu, '').trim() ?? '')
    .filter((part) => part !== '')
    .join(' ');

/** The owner's e-mails as Gong has them, trimmed: his address, then his aliases. What is no e-mail is left out. */
export const ownerEmails = (user: GongUser | null): string[] =>
  user === null
    ? []
    : [user.emailAddress, ...user.emailAliases]
        .filter((text) => text !== null)
        .filter((text) => emailKey(text) !== null)
        .map((text) => text.trim());

/** {email} of S18 and S24: Gong's address, else the first alias; empty when he has neither. */
export const ownerEmail = (user: GongUser): string => ownerEmails(user)[0] ?? '';

/** How the execution log names the owner. */
export const ownerLabel = (user: GongUser | null): string | null =>
  user === null ? null : ownerName(user) || ownerEmail(user) || null;
