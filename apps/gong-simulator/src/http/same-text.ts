import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a secret was guessed, without telling by the time it takes how much of it was right. */
export function sameText(given: string, own: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(own));
}
