import type { JsonOf } from '../../api/types';

export type AuditEntry = JsonOf<'listAuditEntries'>['items'][number];

/** What was changed, as people call it. */
export const KINDS: Readonly<Record<string, string>> = {
  'activity-type': 'Activity type',
  audit: 'Audit log',
  connection: 'Connection',
  'custom-field': 'Custom field',
  'directory-settings': 'Settings of the directory',
  'gong-user': 'User at Gong',
  import: 'Import',
  job: 'Job',
  member: 'Member',
  session: 'Session',
  'sync-settings': 'Settings of the sync',
  tenant: 'Tenant',
  token: 'API token',
};

export const kindWords = (kind: string): string => KINDS[kind] ?? kind;

export const actorWords = ({ actorName, actorId, actorRole }: AuditEntry): string => {
  if (actorName !== null) return actorId.startsWith('token:') ? `${actorName} (token)` : actorName;
  if (actorRole === 'nobody') return 'Somebody not signed in';
  return actorRole === 'service' ? 'The system' : actorId;
};

/** Where the thing that was changed can be looked at; null where there is no such page. */
export const pageOf = ({ objectKind, objectId }: AuditEntry): string | null => {
  switch (objectKind) {
    case 'job':
      return `/administration/timeline/integrations/execution-log/${objectId}`;
    case 'sync-settings':
      return `/administration/timeline/integrations?connection=${objectId}`;
    case 'connection':
      return '/administration/connectors';
    case 'gong-user':
      return `/administration/users-and-permission/user-management?connection=${objectId.split('/')[0] ?? ''}&search=${objectId.split('/')[1] ?? ''}`;
    case 'member':
      return '/administration/users-and-permission/members';
    case 'token':
      return '/administration/users-and-permission/api-tokens';
    case 'import':
      return '/administration/directory?list=imports';
    case 'custom-field':
      return '/administration/directory?list=custom-fields';
    case 'directory-settings':
      return '/administration/directory?list=settings';
    case 'activity-type':
      return '/administration/timeline/activity-types';
    default:
      return null;
  }
};
