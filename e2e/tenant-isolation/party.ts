import type { Tenant } from '../system';

/** What there is of one tenant, by the names that the parameters of operations have. */
export interface Ids {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly jobId: string;
  readonly callId: string;
  readonly activityId: string;
  readonly companyGsid: string;
  readonly personGsid: string;
  readonly userGsid: string;
  readonly gongUserId: string;
  readonly importId: string;
  readonly memberId: string;
  /** Of a person who has not followed it yet. */
  readonly invitation: string;
  readonly sessionId: string;
  readonly tokenId: string;
  readonly activityTypeId: string;
  readonly auditEntryId: string;
  /** Of a consent at Gong that was begun and not finished. */
  readonly state: string;
  /** That the tenant's own list of Activities answered. */
  readonly cursor: string;
}

/** A tenant with everything that a tenant can have, and everybody who may act for it. */
export interface Party extends Tenant {
  readonly ids: Ids;
  readonly cookies: { readonly admin: string; readonly member: string };
  readonly tokens: { readonly member: string; readonly expired: string; readonly revoked: string };
}
