import { randomBytes } from 'node:crypto';

/** For topics, groups, tenants, databases: specs run side by side on one server. Letters, digits and dashes only. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`;
}
