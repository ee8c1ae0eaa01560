import type { EntryKey } from '../store/crm-ids';
import type { Change } from './plan-rows';

/** Which keys of the changed entries are to be taken away, and which added. */
export const changedKeys = <S>(
  changes: readonly Change<S>[],
  keysOf: (state: S) => readonly string[],
): { readonly removed: readonly EntryKey[]; readonly added: readonly EntryKey[] } => {
  const removed: EntryKey[] = [];
  const added: EntryKey[] = [];
  for (const { gsid, before, after } of changes) {
    const had = new Set(before === null ? [] : keysOf(before));
    const has = new Set(keysOf(after));
    for (const key of had) if (!has.has(key)) removed.push([gsid, key]);
    for (const key of has) if (!had.has(key)) added.push([gsid, key]);
  }
  return { removed, added };
};
