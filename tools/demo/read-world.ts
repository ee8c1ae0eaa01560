import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { CompanyRow, PersonRow, UserRow } from '@gong-timeline/contracts';
import type { Licence } from '@gong-timeline/domain';

interface AccountLine {
  readonly type: 'account';
  readonly externalId: string;
  readonly name: string;
  readonly crmId: string;
  readonly domain: string;
  readonly parentExternalId: string | null;
  readonly inPlatform: boolean;
}
interface ContactLine {
  readonly type: 'contact';
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  readonly crmId: string;
  readonly accountExternalId: string;
  readonly inPlatform: boolean;
}
interface StaffLine {
  readonly type: 'staff';
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly technicalAdmin: boolean;
  readonly platformUsers: readonly { externalId: string; email: string; license: Licence; active: boolean }[];
}
export type WorldLine = AccountLine | ContactLine | StaffLine;

export interface Directory {
  readonly companies: readonly CompanyRow[];
  readonly persons: readonly PersonRow[];
  readonly users: readonly UserRow[];
  /** Gong user id of somebody who may allow the connection at Gong. */
  readonly technicalAdminId: string;
}

/** The people and companies behind the simulator's calls, as rows of our directory import. */
export async function readWorld(simulatorUrl: string, company: string): Promise<Directory> {
  const answer = await fetch(`${simulatorUrl}/simulator/companies/${company}/world`);
  if (!answer.ok || answer.body === null) throw new Error(`The simulator has no company ${company}: ${answer.status}`);
  const lines: WorldLine[] = [];
  for await (const line of createInterface({ input: Readable.fromWeb(answer.body as never) })) {
    if (line !== '') lines.push(JSON.parse(line) as WorldLine);
  }
  return toDirectory(lines);
}

/** What the platform does not know stays out: some calls are meant to find no company or no author. */
export function toDirectory(lines: readonly WorldLine[]): Directory {
  const accounts = lines.filter((line): line is AccountLine => line.type === 'account' && line.inPlatform);
  const known = new Set(accounts.map((account) => account.externalId));
  const contacts = lines.filter((line): line is ContactLine => line.type === 'contact' && line.inPlatform);
  const staff = lines.filter((line): line is StaffLine => line.type === 'staff');
  const admin = staff.find((person) => person.technicalAdmin);
  if (admin === undefined) throw new Error('Nobody at this Gong company is a technical admin.');
  return {
    companies: accounts.map((account) => ({
      externalId: account.externalId,
      name: account.name,
      parentExternalId: known.has(account.parentExternalId ?? '') ? account.parentExternalId : null,
      crmAccountIds: [account.crmId],
      domains: [account.domain],
    })),
    persons: contacts.map((contact) => ({
      externalId: contact.externalId,
      name: contact.name,
      emails: [contact.email],
      crmContactIds: [contact.crmId],
      companyExternalIds: known.has(contact.accountExternalId) ? [contact.accountExternalId] : [],
    })),
    users: staff.flatMap((person) =>
      person.platformUsers.map((user) => ({
        externalId: user.externalId,
        name: `${person.firstName} ${person.lastName}`,
        email: user.email,
        licence: user.license,
        active: user.active,
      })),
    ),
    technicalAdminId: admin.id,
  };
}
