import { type Static, Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { CrmSystemSchema } from './gong-call';
import { nullable } from './nullable';

const DirectorySettingsSavedData = Type.Object({
  /** S5; null: the directory names none. */
  crmSystem: nullable(CrmSystemSchema),
});
export type DirectorySettingsSavedData = Static<typeof DirectorySettingsSavedData>;

export const directorySettingsSaved = defineEvent({
  type: 'resolution.directory-settings-saved.v1',
  topic: 'resolution.directory-settings.v1',
  summary: 'An admin saved the settings of the directory: which CRM it is of.',
  toldBy: ['identity-resolution'],
  heardBy: ['connector-auth'],
  schema: DirectorySettingsSavedData,
  // One for each tenant.
  subject: () => 'directory-settings',
  example: { crmSystem: 'Salesforce' },
});
