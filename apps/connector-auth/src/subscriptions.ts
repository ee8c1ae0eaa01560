import { followTenantOnTenantChanged } from '@gong-timeline/runtime';
import { crmSeen, directorySettingsSaved } from '@gong-timeline/contracts';
import { on, type Subscription } from '@gong-timeline/messaging';
import { rememberCrmOnCrmSeen } from './remember-crm-on-crm-seen';
import { rememberCrmOnDirectorySettingsSaved } from './remember-crm-on-directory-settings-saved';

/** When this fact arrives, do this. */
export const subscriptions: readonly Subscription[] = [
  on(crmSeen, rememberCrmOnCrmSeen),
  on(directorySettingsSaved, rememberCrmOnDirectorySettingsSaved),
  followTenantOnTenantChanged,
];
