import type { JobCall } from '../../api/types';

export interface Fix {
  /** What would let these calls succeed, or why nothing needs to be done. */
  readonly words: string;
  readonly way: { readonly label: string; readonly to: string } | null;
}

const DIRECTORY = { label: 'Open Directory', to: '/administration/directory' };

/** By outcome code: what an admin can do about these calls. `connectionId` leads to the users of that connection. */
export const whatFixes = (code: JobCall['code'], connectionId: string): Fix => {
  const users = {
    label: 'Open User management',
    to: `/administration/users-and-permission/user-management?connection=${connectionId}`,
  };
  const settings = {
    label: 'Open Settings',
    to: `/administration/timeline/integrations?connection=${connectionId}`,
  };
  const fixes: Readonly<Record<JobCall['code'], Fix>> = {
    'synced.created': { words: 'These are new on the Timeline.', way: null },
    'synced.updated': { words: 'These changed at Gong, and on the Timeline with it.', way: null },
    'synced.unchanged': { words: 'These are on the Timeline as Gong has them: nothing to do.', way: null },
    'skipped.private': {
      words: 'Private calls are not synced. One that turns public at Gong syncs when it is read again.',
      way: null,
    },
    'skipped.filtered': {
      words: 'The filters of Settings leave these out; each says which condition did not hold.',
      way: settings,
    },
    'skipped.gone': { words: 'Gong has these calls no longer. Nothing can be read of them.', way: null },
    'company.no-data': {
      words: 'These calls carry no CRM account, no CRM contact and no external e-mail. Add one at Gong, then retry.',
      way: null,
    },
    'company.not-found': {
      words:
        'Add the company, or the person with the e-mail of the call, to the directory: they are tried again by themselves.',
      way: DIRECTORY,
    },
    'company.not-unique': {
      words: 'Several companies fit. Correct the accounts or persons in the directory so that one is left.',
      way: DIRECTORY,
    },
    'author.not-present': {
      words: 'A User is created for each owner; then the call is tried again by itself.',
      way: users,
    },
    'author.inactive': { words: 'Activate the User of the owner, or map the Gong user to another User.', way: users },
    'author.unknown': {
      words: 'Gong names no owner with an e-mail. Give the Gong user one at Gong, or map it to a User.',
      way: users,
    },
    'author.conflict': {
      words:
        'Several Users share the e-mail of the owner. Choose one: the calls that wait are tried again by themselves.',
      way: users,
    },
    'internal.error': {
      words: 'An error on our side; the calls are tried again by themselves. The reference helps who looks into it.',
      way: null,
    },
  };
  return fixes[code];
};
