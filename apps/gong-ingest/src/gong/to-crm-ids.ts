import { CRM_SYSTEMS, type CrmSystem } from '@gong-timeline/domain';
import { cleanText } from './clean-text';
import type { GongCrmContext } from './gong-api';

export interface CrmId {
  readonly system: CrmSystem;
  readonly id: string;
}

/** S14: CRM objects count with timing *Now* or none; ids are trimmed. A system that Gong does not document is left out. */
export const toCrmIds = (
  context: readonly GongCrmContext[] | null | undefined,
  objectType: 'Account' | 'Contact',
): CrmId[] => {
  const found = new Map<string, CrmId>();
  for (const { system, objects } of context ?? []) {
    if (!isCrmSystem(system)) continue;
    for (const object of objects ?? []) {
      if (object.objectType !== objectType || (object.timing ?? 'Now') !== 'Now') continue;
      const id = typeof object.objectId === 'string' ? cleanText(object.objectId).trim() : '';
      if (id !== '') found.set(`${system}/${id}`, { system, id });
    }
  }
  return [...found.values()];
};

const isCrmSystem = (system: string | null | undefined): system is CrmSystem =>
  (CRM_SYSTEMS as readonly unknown[]).includes(system);
