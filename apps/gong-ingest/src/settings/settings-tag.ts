import { entityTag } from '@gong-timeline/runtime';
import { defaultSettings } from './default-settings';
import { type StoredSettings, saidSettings } from './stored-settings';

/** Of what an admin chose; not of when the schedule runs next, which changes without anybody's doing. */
export const tagOfSettings = (settings: StoredSettings): string => entityTag(saidSettings(settings));

/** Whether anybody has chosen anything yet: only then could a choice be overwritten. */
export const wasSaved = (settings: StoredSettings): boolean =>
  tagOfSettings(settings) !== tagOfSettings(defaultSettings());
