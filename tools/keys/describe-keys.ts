import type { listTokenKeys, ResponseOf } from '@gong-timeline/contracts';

type Keys = ResponseOf<typeof listTokenKeys>;

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** One line a key, and what to do now. */
export function describeKeys({ replicas, keys }: Keys): readonly string[] {
  return [
    ...keys.map(
      (key) =>
        `${key.keyId}: ${count(key.grants, 'grant')}, held by ${key.replicas} of ${count(replicas, 'replica')}` +
        (key.sealing > 0 ? ', seals' : ''),
    ),
    ...keys.flatMap((key) => advice(key, replicas)),
  ];
}

function advice(key: Keys['keys'][number], replicas: number): readonly string[] {
  if (key.replicas === 0) {
    const lost = `The key "${key.keyId}" is held by nobody: put it back, or have these connections authorised again.`;
    return [lost];
  }
  if (key.removable) return [`The key "${key.keyId}" can be taken out of TOKEN_KEYS now.`];
  if (key.replicas < replicas) return [`The key "${key.keyId}" is not held by every replica: give it to all of them.`];
  return [];
}
