import { SyncSettingsInput } from '@gong-timeline/contracts';
import { DEFAULT_ACTIVITY_TYPE_ID } from '@gong-timeline/domain';
import { Value } from '@sinclair/typebox/value';
import { type StoredSettings, saidSettings } from './stored-settings';

/** S2: connecting alone imports nothing; the toggle is off until Initiate Sync or the first Save. */
export const defaultSettings = (): SyncSettingsInput =>
  Value.Default(SyncSettingsInput, { enabled: false }) as SyncSettingsInput;

/** S2: what Initiate Sync starts with: no filters. What an admin chose before, other than those and the Activity Type, stays. */
export const initiatedSettings = (current: StoredSettings): StoredSettings => {
  const { filters: _, ...chosen } = saidSettings(current);
  return { ...chosen, enabled: true, activityTypeId: DEFAULT_ACTIVITY_TYPE_ID };
};
