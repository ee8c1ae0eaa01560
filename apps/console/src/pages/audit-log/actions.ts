/** Actions by what they are of, for the filter; the words of an entry come from the API. */
export const ACTIONS: readonly {
  readonly group: string;
  readonly items: readonly { value: string; label: string }[];
}[] = [
  {
    group: 'Signing in',
    items: [
      { value: 'session.signed-in', label: 'Signed in' },
      { value: 'session.sign-in-failed', label: 'Failed to sign in' },
      { value: 'session.signed-out', label: 'Signed out' },
      { value: 'session.ended', label: 'Ended a session' },
      { value: 'session.password-changed', label: 'Changed their password' },
    ],
  },
  {
    group: 'Members and tokens',
    items: [
      { value: 'member.added', label: 'Added a member' },
      { value: 'member.changed', label: 'Changed a member' },
      { value: 'member.removed', label: 'Removed a member' },
      { value: 'member.invited', label: 'Made an invitation link' },
      { value: 'member.invitation-accepted', label: 'Accepted an invitation' },
      { value: 'token.created', label: 'Made an API token' },
      { value: 'token.revoked', label: 'Revoked an API token' },
    ],
  },
  {
    group: 'Connections and sync',
    items: [
      { value: 'connection.created', label: 'Created a connection' },
      { value: 'connection.authorized', label: 'Authorized a connection' },
      { value: 'connection.refused', label: 'Was refused the authorization' },
      { value: 'connection.deleted', label: 'Deleted a connection' },
      { value: 'sync-settings.saved', label: 'Saved the settings of the sync' },
      { value: 'sync.initiated', label: 'Initiated the sync' },
      { value: 'sync.started', label: 'Started a sync' },
      { value: 'calls.retried', label: 'Retried calls' },
      { value: 'job-log.downloaded', label: 'Downloaded the log of a job' },
    ],
  },
  {
    group: 'Directory and Timeline',
    items: [
      { value: 'directory.imported', label: 'Imported into the directory' },
      { value: 'directory-settings.saved', label: 'Saved the settings of the directory' },
      { value: 'custom-field.saved', label: 'Saved a custom field' },
      { value: 'gong-user.mapped', label: 'Mapped a Gong user' },
      { value: 'gong-user.unmapped', label: 'Removed the mapping of a Gong user' },
      { value: 'activity-type.created', label: 'Created an Activity Type' },
      { value: 'activity-type.changed', label: 'Changed an Activity Type' },
    ],
  },
];
