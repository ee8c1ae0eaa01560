/** Licence types of Users (SPEC section 6). Paid ones in order of tier, the highest first. */
export const PAID_LICENCES = ['Full', 'Viewer+Analytics', 'Viewer'] as const;
export const INTERNAL_COLLABORATOR = 'Internal Collaborator';
export const EXTERNAL_LICENCES = ['External', 'Partner', 'System', 'Guest'] as const;
export const LICENCES = [...PAID_LICENCES, INTERNAL_COLLABORATOR, ...EXTERNAL_LICENCES] as const;
export type Licence = (typeof LICENCES)[number];
