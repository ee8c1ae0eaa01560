import type { SyncSettings } from '../../api/types';
import { type FilterField, type Filters, NO_FILTERS } from './filters/condition';
import { conditionFault } from './filters/condition-fault';
import { parseExpression } from './filters/parse-expression';

/** What the form holds: what Save sends, with the filters always there. */
export type SettingsValues = Omit<SyncSettings, 'connectionId' | 'nextSlotAt' | 'filters' | 'createUsersFor'> & {
  readonly filters: Filters;
  readonly createUsersFor: NonNullable<SyncSettings['createUsersFor']>;
};

export const valuesOf = (settings: SyncSettings): SettingsValues => {
  const { connectionId: _, nextSlotAt: __, filters = NO_FILTERS, createUsersFor, ...rest } = settings;
  return { ...rest, filters, createUsersFor: createUsersFor ?? 'owners-of-synced-calls' };
};

/** By the place that the API would name, so that both land on the same field. */
export const settingsFaults = (values: SettingsValues, fields: readonly FilterField[]): Record<string, string> => {
  const faults: Record<string, string> = {};
  const { lookBackDays, firstRunDays, filters } = values;
  if (!whole(lookBackDays, 1, 30)) faults['lookBackDays'] = 'A whole number of days from 1 to 30.';
  if (!whole(firstRunDays, 0, 365)) faults['firstRunDays'] = 'A whole number of days from 0 to 365.';
  filters.conditions.forEach((condition, index) => {
    const fault = conditionFault(condition, fields);
    if (fault !== null) faults[`filters.conditions[${index}].${fault.at}`] = fault.message;
  });
  if (filters.expression !== null) {
    const letters = filters.conditions.map(({ letter }) => letter);
    const parsed = parseExpression(filters.expression, letters);
    if (parsed.kind === 'fault') faults['filters.expression'] = parsed.fault.message;
  }
  return faults;
};

const whole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
