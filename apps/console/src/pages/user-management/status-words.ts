import type { Meaning } from '../../theme/meanings';
import type { GongUserStatus } from './queries';

/** S27, in the order that an admin looks for them. */
export const STATUSES = [
  'Conflict',
  'Inactive',
  'Not mapped',
  'Created',
  'Mapped',
] as const satisfies readonly GongUserStatus[];

export const STATUS_MEANING: Readonly<Record<GongUserStatus, Meaning>> = {
  Mapped: 'ok',
  Created: 'ok',
  Conflict: 'waiting',
  Inactive: 'failed',
  'Not mapped': 'skipped',
};
