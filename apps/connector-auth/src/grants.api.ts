import {
  ALL_TENANTS,
  listGrants,
  listTokenKeys,
  type ResponseOf,
  resealGrants,
  revokeGrants,
  INSTALLATION,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, ProblemError, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { revokeGrants as revoke } from './connecting/revoke-grants';
import { KeyWatch } from './sealing/key-watch';
import { keyUses } from './sealing/key-uses';
import { resealGrants as reseal } from './sealing/reseal-grants';
import { SETTINGS, type Settings } from './settings';
import { readGrants } from './store/grant-list.store';
import { countGrantsByKey } from './store/key-holder.store';

const AT_A_TIME = 500;

@Controller()
export class GrantsApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(KeyWatch) private readonly watch: KeyWatch,
  ) {}

  @Implements(listGrants)
  async list(@Input() input: InputOf<typeof listGrants>): Promise<ResponseOf<typeof listGrants>> {
    const { tenantId } = input.identity;
    return { items: await readGrants(this.database.within(tenantId), tenantId) };
  }

  @Implements(revokeGrants)
  revoke(@Input() input: InputOf<typeof revokeGrants>): Promise<ResponseOf<typeof revokeGrants>> {
    const { tenantId, confirm } = input.body;
    if (confirm !== (tenantId ?? ALL_TENANTS)) {
      const message = `expected ${tenantId === null ? `"${ALL_TENANTS}"` : 'the id of the tenant'}`;
      throw new ProblemError('request.invalid', 'The confirmation does not say what is revoked', [
        { field: 'body.confirm', message },
      ]);
    }
    return revoke(this.database, tenantId, input);
  }

  @Implements(listTokenKeys)
  async keys(): Promise<ResponseOf<typeof listTokenKeys>> {
    // Across tenants: whether a key can be taken out depends on everything that it seals.
    return keyUses(await this.watch.look(), await countGrantsByKey(this.database.acrossTenants()));
  }

  @Implements(resealGrants)
  async reseal(@Input() input: InputOf<typeof resealGrants>): Promise<ResponseOf<typeof resealGrants>> {
    const { body } = input;
    const { keys } = this.settings;
    await this.watch.look();
    if (!keys.sealsWithFirst) {
      const detail =
        `The key "${keys.ids[0]}" does not seal yet: a replica runs that does not hold it, or did so until a minute ` +
        'ago. Give it to every replica first; what it cannot open, it could not lend.';
      throw new ProblemError('conflict', detail);
    }
    const { after = null, limit = AT_A_TIME } = body;
    const keyId = keys.sealing.id;
    const done = await reseal(this.database, keys, { after, limit });
    const { resealed, unreadable } = done;
    // Once it is done, and only what was done: each batch leaves grants that are whole, recorded or not.
    await this.database.within(INSTALLATION).transaction(async (tx) => {
      const object = { kind: 'key', id: keyId };
      recordAudit(tx, input, {
        tenantId: INSTALLATION,
        action: 'grant.resealed',
        object,
        after: { resealed, unreadable },
      });
    });
    return { keyId, ...done };
  }
}
