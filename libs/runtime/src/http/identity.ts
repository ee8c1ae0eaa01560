import type { Access } from '@gong-timeline/contracts';

/** `nobody` is not signed in, and calls what is public only. */
export const ROLES = ['admin', 'member', 'operator', 'service', 'nobody'] as const;
export type Role = (typeof ROLES)[number];

export interface Identity {
  /** Empty for an operator, who stands above tenants; no tenant's id is empty. */
  readonly tenantId: string;
  readonly actorId: string;
  readonly role: Role;
  /** For the audit log: the name of the person or the token, where it is known. */
  readonly actorName?: string;
  /** For the audit log: where the request came from. */
  readonly address?: string;
}

/** Who may call what. An operator runs the installation and reads no tenant's data; our own services act for a tenant. */
const ALLOWED: Record<Access, readonly Role[]> = {
  public: ROLES,
  member: ['member', 'admin', 'service'],
  admin: ['admin', 'service'],
  operator: ['operator'],
  service: ['service'],
};

export const mayCall = (access: Access, role: Role): boolean => ALLOWED[access].includes(role);
