import type { CrmSystem } from '@gong-timeline/domain';

/** Salesforce: 15 characters whose case counts, or the same 15 and a checksum of 3 that makes case irrelevant. */
const SALESFORCE_LONG = 18;
const SALESFORCE_SHORT = 15;
/** No CRM has longer ones, and the directory takes none. */
const LONGEST = 100;

/** What two spellings of one CRM id share (S14); null when it is blank or no id at all. */
export const crmIdKey = (system: CrmSystem, id: string): string | null => {
  const trimmed = id.trim();
  if (trimmed === '' || trimmed.length > LONGEST || /\p{Cc}/u.test(trimmed)) return null;
  return system === 'Salesforce' ? crmLookupKey(trimmed) : trimmed;
};

/**
 * The key under which the directory stores a CRM id, whatever the tenant's CRM is: it can be named after the import.
 * Ids with equal `crmIdKey` have equal lookup keys; the reverse holds for Salesforce only.
 */
export const crmLookupKey = (id: string): string => {
  const trimmed = id.trim();
  return trimmed.length === SALESFORCE_LONG ? trimmed.slice(0, SALESFORCE_SHORT) : trimmed;
};

/** S5: ids of another CRM than the tenant's are ignored, those of HubSpot always. */
export const crmIdKeys = (
  ids: readonly { readonly system: CrmSystem; readonly id: string }[],
  crmSystem: CrmSystem | null,
): string[] => {
  if (crmSystem === null || crmSystem === 'HubSpot') return [];
  const keys: string[] = [];
  for (const { system, id } of ids) {
    const key = system === crmSystem ? crmIdKey(crmSystem, id) : null;
    if (key !== null && !keys.includes(key)) keys.push(key);
  }
  return keys;
};
