/** What a day's bar shows; what was read and is unchanged would hide it. */
export const CHARTED = ['created', 'updated', 'skipped', 'failed', 'waiting'] as const;
export type DayOfCalls = { readonly day: string } & { readonly [Count in (typeof CHARTED)[number]]: number };
