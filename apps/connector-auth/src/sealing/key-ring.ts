import { chooseSealingKey } from './choose-sealing-key';
import type { TokenKey, TokenKeys } from './token-keys';

/** The keys of this process. Which of them seals depends on what the other replicas hold (key-watch.ts). */
export class KeyRing implements TokenKeys {
  readonly ids: readonly string[];
  private chosen: string;

  constructor(readonly byId: ReadonlyMap<string, TokenKey>) {
    this.ids = [...byId.keys()];
    this.chosen = chooseSealingKey(this.ids, []);
  }

  get sealing(): TokenKey {
    const key = this.byId.get(this.chosen);
    if (key === undefined) throw new Error(`The key ${this.chosen} is not listed`);
    return key;
  }

  /** Whether the first of TOKEN_KEYS seals: a new one does once every replica holds it. */
  get sealsWithFirst(): boolean {
    return this.chosen === this.ids[0];
  }

  agree(holders: readonly (readonly string[])[]): void {
    this.chosen = chooseSealingKey(this.ids, holders);
  }
}
