import { type ImportResult, importDirectory, saveDirectorySettings } from '@gong-timeline/contracts';
import type { GatewayClient } from './gateway-client';
import type { Directory } from './read-world';

/** Brings the simulator's people and companies in through the API that an admin uses. */
export async function importAll(
  gateway: GatewayClient,
  directory: Directory,
  crmOrganisationId: string,
): Promise<void> {
  await gateway.call(saveDirectorySettings, {
    // The file that follows says which CRM it is of, whatever was said before.
    ifMatch: '*',
    body: { crmSystem: 'Salesforce', crmOrganisationId },
  });
  for (const kind of ['companies', 'persons', 'users'] as const) {
    const rows = directory[kind];
    const result: ImportResult = await gateway.call(importDirectory, {
      params: { kind },
      stream: { contentType: 'application/x-ndjson', body: rows.map((row) => `${JSON.stringify(row)}\n`).join('') },
    });
    if (result.rejected > 0) {
      const [first] = result.errors;
      throw new Error(
        `${result.rejected} ${kind} were refused; line ${first?.line}, ${first?.field}: ${first?.message}`,
      );
    }
  }
}
