/** The activity types every tenant begins with; all global and active (SPEC section 1, S7). Ids are stable. */
export const DEFAULT_ACTIVITY_TYPES = [
  { id: 'call', name: 'Call' },
  { id: 'meeting', name: 'Meeting' },
  { id: 'email', name: 'Email' },
  { id: 'update', name: 'Update' },
  { id: 'milestone', name: 'Milestone' },
] as const;

/** SPEC S2, S7: what a sync uses until an admin chooses another. */
export const DEFAULT_ACTIVITY_TYPE_ID = 'meeting';
