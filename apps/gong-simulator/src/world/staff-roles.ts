export type License =
  | 'Full'
  | 'Viewer+Analytics'
  | 'Viewer'
  | 'Internal Collaborator'
  | 'External'
  | 'Partner'
  | 'System'
  | 'Guest';

interface RoleShape {
  email: 'plain' | 'shouted' | 'none';
  alias: boolean;
  activeAtGong: boolean;
  platformUsers: { license: License; active?: boolean; byAlias?: boolean }[];
}

const plain = { email: 'plain', alias: false, activeAtGong: true } as const;

/** Each way in which an owner of calls can exist at Gong and in the customer-success platform: one person a row. */
const shapes = {
  regular: { ...plain, platformUsers: [{ license: 'Full' }] },
  inactive: { ...plain, platformUsers: [{ license: 'Full', active: false }] },
  newcomer: { ...plain, platformUsers: [] },
  'second-newcomer': { ...plain, platformUsers: [] },
  'two-full': { ...plain, platformUsers: [{ license: 'Full' }, { license: 'Full' }] },
  'two-collaborators': {
    ...plain,
    platformUsers: [{ license: 'Internal Collaborator' }, { license: 'Internal Collaborator' }],
  },
  'external-only': { ...plain, platformUsers: [{ license: 'External' }, { license: 'Partner' }] },
  'guest-only': { ...plain, platformUsers: [{ license: 'Guest' }, { license: 'System' }] },
  'several-tiers': {
    ...plain,
    platformUsers: [{ license: 'Viewer' }, { license: 'Full' }, { license: 'Viewer+Analytics' }],
  },
  'viewer-and-collaborator': { ...plain, platformUsers: [{ license: 'Viewer' }, { license: 'Internal Collaborator' }] },
  collaborator: { ...plain, platformUsers: [{ license: 'Internal Collaborator' }, { license: 'External' }] },
  'some-inactive': { ...plain, platformUsers: [{ license: 'Full', active: false }, { license: 'Viewer' }] },
  'by-alias': { ...plain, alias: true, platformUsers: [{ license: 'Full', byAlias: true }] },
  'address-and-alias': {
    ...plain,
    alias: true,
    platformUsers: [{ license: 'Full' }, { license: 'Full', byAlias: true }],
  },
  'alias-only': { ...plain, email: 'none', alias: true, platformUsers: [{ license: 'Full', byAlias: true }] },
  'left-gong': { ...plain, activeAtGong: false, platformUsers: [{ license: 'Full' }] },
  'no-email': { ...plain, email: 'none', platformUsers: [{ license: 'Full' }] },
  'shouted-email': { ...plain, email: 'shouted', platformUsers: [{ license: 'Full' }] },
  avatar: { ...plain, platformUsers: [] },
} as const satisfies Record<string, RoleShape>;

export type StaffRole = keyof typeof shapes;

export const staffRoles: Record<StaffRole, RoleShape> = shapes;
