import type { StepFilters, StepSettings, SyncSettingsInput } from '@gong-timeline/contracts';
import type { Static } from '@sinclair/typebox';

/** The settings of a connection as they are stored, and as its jobs take them along from their start. */
export interface StoredSettings extends SyncSettingsInput {
  /** The filters (S8) as they were checked at Save; absent when there are none. */
  readonly checkedFilters?: StepFilters;
}

/** As the admin said them. */
export const saidSettings = ({ checkedFilters: _, ...said }: StoredSettings): SyncSettingsInput => said;

/** What of them travels with each call of a job. */
export const stepSettings = ({
  activityTypeId,
  matchDomains,
  includeNotes,
  checkedFilters,
}: StoredSettings): Static<typeof StepSettings> => ({
  activityTypeId,
  matchDomains,
  includeNotes,
  ...(checkedFilters === undefined ? {} : { filters: checkedFilters }),
});
