/**
 * The first listed key that every running replica holds: one that only some of them hold would leave tokens that the
 * others cannot open. The first of all when there is no such key.
 */
export function chooseSealingKey(listed: readonly string[], holders: readonly (readonly string[])[]): string {
  const [first] = listed;
  if (first === undefined) throw new Error('There is no key: readTokenKeys gives one at least');
  return listed.find((keyId) => holders.every((held) => held.includes(keyId))) ?? first;
}
