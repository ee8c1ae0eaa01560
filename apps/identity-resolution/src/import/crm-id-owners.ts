import type { CrmSystem } from '@gong-timeline/domain';
import { crmIdKey } from '../company/crm-id-key';

/** Whose each CRM id is while a piece of a file is planned: an id is of one entry only. */
export class CrmIdOwners {
  private readonly owners = new Map<string, string>();

  constructor(
    private readonly crmSystem: CrmSystem | null,
    known: readonly { readonly crmId: string; readonly externalId: string }[],
  ) {
    for (const { crmId, externalId } of known) this.owners.set(this.key(crmId), externalId);
  }

  /** Gives the ids to an entry in place of those it had; or says which one is another's, and changes nothing. */
  claim(
    externalId: string,
    had: readonly string[],
    ids: readonly string[],
  ): { readonly index: number; readonly owner: string } | null {
    for (const [index, id] of ids.entries()) {
      const owner = this.owners.get(this.key(id));
      if (owner !== undefined && owner !== externalId) return { index, owner };
    }
    for (const id of had) this.owners.delete(this.key(id));
    for (const id of ids) this.owners.set(this.key(id), externalId);
    return null;
  }

  private key(id: string): string {
    return crmIdKey(this.crmSystem ?? 'Generic', id) ?? id;
  }
}
