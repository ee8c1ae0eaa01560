import { isDeepStrictEqual } from 'node:util';
import { checkFilters, type StepFilters, type SyncSettingsInput } from '@gong-timeline/contracts';
import type { ServiceClient } from '@gong-timeline/runtime';
import { checkActivityType } from './check-activity-type';
import type { StoredSettings } from './stored-settings';

type Neighbour = Pick<ServiceClient, 'call'>;

export interface Asked {
  /** The settings that are to be replaced. */
  readonly known: StoredSettings;
  readonly tenantId: string;
  readonly correlationId: string;
  readonly traceparent: string | null;
}

/**
 * What a Save is checked against before anything is stored: the Activity Types of timeline-writer (S7), the fields of
 * identity-resolution (S8). Switching off works whatever else is down: then only what changes is checked.
 */
export class SettingsCheck {
  constructor(
    private readonly neighbours: { readonly timelineWriter: Neighbour; readonly identityResolution: Neighbour },
  ) {}

  async check(saved: SyncSettingsInput, asked: Asked): Promise<StoredSettings> {
    const { activityTypeId } = saved;
    if (saved.enabled || activityTypeId !== asked.known.activityTypeId) {
      await checkActivityType(this.neighbours.timelineWriter, { ...asked, activityTypeId });
    }
    const checkedFilters = await this.filters(saved, asked);
    return checkedFilters === undefined ? saved : { ...saved, checkedFilters };
  }

  private async filters(
    { enabled, filters }: SyncSettingsInput,
    { known, ...asked }: Asked,
  ): Promise<StepFilters | undefined> {
    if (filters === undefined || (filters.conditions.length === 0 && filters.expression === null)) return undefined;
    if (!enabled && isDeepStrictEqual(filters, known.filters)) return known.checkedFilters;
    const checked = await this.neighbours.identityResolution.call(checkFilters, { ...asked, body: { filters } });
    return checked.conditions.length === 0 ? undefined : checked;
  }
}
