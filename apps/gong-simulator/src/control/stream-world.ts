import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Company } from '../companies/company';
import type { Simulator } from '../simulator';
import { ControlError } from './control-error';

/** GET .../world: who stands behind the calls, a JSON object a line: account, contact, staff. */
export async function streamWorld(simulator: Simulator, key: string, response: ServerResponse): Promise<void> {
  const company = simulator.companies.find(key);
  if (!company) throw new ControlError(`there is no company "${key}"`, 404);
  response.writeHead(200, { 'content-type': 'application/x-ndjson;charset=UTF-8' });
  await pipeline(Readable.from(inChunks(worldLines(company))), response);
}

export function* worldLines(company: Company): Generator<object> {
  const { accounts, contacts } = company.renderer.source.world;
  for (const { externalId, name, domain, industry, seats, crmId, parentExternalId, inPlatform } of accounts) {
    yield { type: 'account', externalId, name, domain, industry, seats, crmId, parentExternalId, inPlatform };
  }
  for (const { externalId, account, name, email, title, crmId, inPlatform } of contacts) {
    yield { type: 'contact', externalId, accountExternalId: account.externalId, name, email, title, crmId, inPlatform };
  }
  for (const { user, avatar, technicalAdmin, platformUsers } of company.users.all()) {
    const { id, emailAddress, emailAliases, firstName, lastName, title, active } = user;
    yield {
      type: 'staff',
      id,
      emailAddress,
      emailAliases,
      firstName,
      lastName,
      title,
      active,
      technicalAdmin,
      avatar,
      platformUsers,
    };
  }
}

/** Some hundred lines at a time: a write per line would be slow, all at once would be big. */
function* inChunks(lines: Iterable<object>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${JSON.stringify(line)}\n`;
    if (chunk.length > 64_000) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
