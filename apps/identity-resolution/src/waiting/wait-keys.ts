import { crmLookupKey } from '../company/crm-id-key';

/**
 * What a waiting call waits for, as one text each: a change of the directory tells the same keys, and calls that wait
 * for any of them are read at Gong again (S28). Kept in the database: a new spelling needs a migration.
 */
export const waitKey = {
  account: (crmId: string): string => `account:${crmLookupKey(crmId)}`,
  contact: (crmId: string): string => `contact:${crmLookupKey(crmId)}`,
  /** Of a Person. */
  email: (emailKey: string): string => `email:${emailKey}`,
  domain: (domainKey: string): string => `domain:${domainKey}`,
  /** A company among several, or above one of them. */
  company: (gsid: string): string => `company:${gsid}`,
  /** The tenant's choice of CRM: it decides which ids count. */
  crmSystem: (): string => 'crm-system',
  /** A User with this e-mail. */
  owner: (emailKey: string): string => `owner:${emailKey}`,
  user: (gsid: string): string => `user:${gsid}`,
  /** The mapping of a Gong user, or what Gong's user list says of him. */
  gongUser: (connectionId: string, gongUserId: string): string => `gong-user:${connectionId}/${gongUserId}`,
};
