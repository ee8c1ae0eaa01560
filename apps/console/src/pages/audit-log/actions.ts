import type { AuditEntry } from './entry-words';

/** Actions by what they are of, for the filter; the words of an entry come from the API. */
const GROUPS = [
  'Signing in',
  'Members and tokens',
  'Connections and sync',
  'Directory and Timeline',
  'Tenant',
] as const;

/** Every action that the API knows: the compiler misses one that is left out. */
const WORDS = {
  'session.signed-in': ['Signing in', 'Signed in'],
  'session.sign-in-failed': ['Signing in', 'Failed to sign in'],
  'session.signed-out': ['Signing in', 'Signed out'],
  'session.ended': ['Signing in', 'Ended a session'],
  'session.password-changed': ['Signing in', 'Changed their password'],
  'member.added': ['Members and tokens', 'Added a member'],
  'member.changed': ['Members and tokens', 'Changed a member'],
  'member.removed': ['Members and tokens', 'Removed a member'],
  'member.invited': ['Members and tokens', 'Made an invitation link'],
  'member.invitation-accepted': ['Members and tokens', 'Accepted an invitation'],
  'token.created': ['Members and tokens', 'Made an API token'],
  'token.revoked': ['Members and tokens', 'Revoked an API token'],
  'connection.created': ['Connections and sync', 'Created a connection'],
  'connection.authorized': ['Connections and sync', 'Authorized a connection'],
  'connection.refused': ['Connections and sync', 'Was refused the authorization'],
  'connection.deleted': ['Connections and sync', 'Deleted a connection'],
  'grant.revoked': ['Connections and sync', 'Wiped the tokens of Gong'],
  'grant.resealed': ['Connections and sync', 'Sealed the tokens of Gong anew'],
  'sync-settings.saved': ['Connections and sync', 'Saved the settings of the sync'],
  'sync.initiated': ['Connections and sync', 'Initiated the sync'],
  'sync.started': ['Connections and sync', 'Started a sync'],
  'job.stopped': ['Connections and sync', 'Stopped a job'],
  'calls.retried': ['Connections and sync', 'Retried calls'],
  'job-log.downloaded': ['Connections and sync', 'Downloaded the log of a job'],
  'directory.imported': ['Directory and Timeline', 'Imported into the directory'],
  'directory.rejected-rows-downloaded': ['Directory and Timeline', 'Downloaded rejected rows'],
  'directory-settings.saved': ['Directory and Timeline', 'Saved the settings of the directory'],
  'custom-field.saved': ['Directory and Timeline', 'Saved a custom field'],
  'gong-user.mapped': ['Directory and Timeline', 'Mapped a Gong user'],
  'gong-user.unmapped': ['Directory and Timeline', 'Removed the mapping of a Gong user'],
  'activity-type.created': ['Directory and Timeline', 'Created an Activity Type'],
  'activity-type.changed': ['Directory and Timeline', 'Changed an Activity Type'],
  'tenant.created': ['Tenant', 'Created the tenant'],
  'tenant.access-revoked': ['Tenant', 'Revoked all access'],
  'tenant.suspended': ['Tenant', 'Suspended the tenant'],
  'tenant.resumed': ['Tenant', 'Resumed the tenant'],
  'tenant.wipe-begun': ['Tenant', 'Began to wipe the tenant'],
  'tenant.wiped': ['Tenant', 'Wiped the tenant'],
  'audit.exported': ['Tenant', 'Exported the audit log'],
} as const satisfies Record<AuditEntry['action'], readonly [(typeof GROUPS)[number], string]>;

export const ACTIONS = GROUPS.map((group) => ({
  group,
  items: Object.entries(WORDS)
    .filter(([, [of]]) => of === group)
    .map(([value, [, label]]) => ({ value, label })),
}));
