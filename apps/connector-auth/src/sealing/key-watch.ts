import { randomUUID } from 'node:crypto';
import type { Database } from '@gong-timeline/persistence';
import { type Logger, Loop } from '@gong-timeline/runtime';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { announceKeys, forgetHolder, type KeyHolder, readHolders } from '../store/key-holder.store';
import { followLostKeys } from './follow-lost-keys';
import type { KeyRing } from './key-ring';

const EVERY_MS = 10_000;

/**
 * Says which keys this replica holds, and looks which ones the others do. So a new key seals only when every replica can
 * open what it seals, the operator is told when an old one can be removed, and a key is lost only when nobody holds it.
 */
export class KeyWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly instanceId = randomUUID();
  private readonly loop: Loop;

  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
    private readonly log: Pick<Logger, 'error' | 'debug'>,
  ) {
    this.loop = new Loop({ name: 'key-watch', everyMs: EVERY_MS, log, run: () => this.turn() });
  }

  async turn(): Promise<'again' | 'idle'> {
    const holders = await this.look();
    const held = holders.flatMap(({ keyIds }) => keyIds);
    return (await followLostKeys(this.database, held, randomUUID())) ? 'again' : 'idle';
  }

  /** What every running replica holds, this one among them, as of now. */
  async look(): Promise<readonly KeyHolder[]> {
    const { database, instanceId, keys } = this;
    const announce = () =>
      database.transaction(async (tx) => {
        const me = { instanceId, keyIds: keys.ids, sealingKeyId: keys.sealing.id };
        await announceKeys(tx, me);
        return readHolders(tx);
      });
    const before = keys.sealing.id;
    const holders = await announce();
    keys.agree(holders.map(({ keyIds }) => keyIds));
    return keys.sealing.id === before ? holders : announce();
  }

  /** Before anything is asked of this replica, so that it seals nothing that the others cannot open. */
  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    this.loop.start();
  }

  /** So that who comes after need not wait until this replica counts as gone. It does so anyway: no reason to fail a stop. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    const forgetting = this.database.transaction((tx) => forgetHolder(tx, this.instanceId));
    await forgetting.catch((error: unknown) => this.log.error({ err: error }, 'the keys of this replica stay listed'));
  }
}
