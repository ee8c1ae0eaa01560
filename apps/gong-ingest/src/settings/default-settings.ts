import { SyncSettingsInput } from '@gong-timeline/contracts';
import { DEFAULT_ACTIVITY_TYPE_ID } from '@gong-timeline/domain';
import { Value } from '@sinclair/typebox/value';

/** S2: connecting alone imports nothing; the toggle is off until Initiate Sync or the first Save. */
export const defaultSettings = (): SyncSettingsInput =>
  Value.Default(SyncSettingsInput, { enabled: false }) as SyncSettingsInput;

/** S2: what Initiate Sync starts with. What an admin chose before, other than the Activity Type, stays. */
export const initiatedSettings = (current: SyncSettingsInput): SyncSettingsInput => ({
  ...current,
  enabled: true,
  activityTypeId: DEFAULT_ACTIVITY_TYPE_ID,
});
