import type { Connection } from '@gong-timeline/contracts';
import type { CrmSystem } from '@gong-timeline/domain';

export interface CrmsOfConnection {
  /** What calls carried objects of lately. */
  readonly seen: readonly CrmSystem[];
  /** What the directory says; undefined while nothing was heard of it. */
  readonly directory: CrmSystem | null | undefined;
}

/** S5: what an admin has to know of the CRM at Gong, because objects of it are ignored. */
export const crmNotices = ({ seen, directory }: CrmsOfConnection): Connection['notices'] =>
  seen.flatMap((system): Connection['notices'] => {
    if (system === 'HubSpot') return [{ code: 'crm.hubspot', message: HUBSPOT }];
    if (directory === undefined || directory === system) return [];
    return [{ code: 'crm.mismatch', message: directory === null ? unnamed(system) : mismatch(system, directory) }];
  });

const HUBSPOT =
  "HubSpot as Gong's CRM is not supported: its objects are ignored, and calls are resolved without CRM ids.";

const mismatch = (system: CrmSystem, directory: CrmSystem): string =>
  `Gong's calls carry objects of ${system}, but the CRM of the directory is ${directory}: they are ignored. ` +
  'Connect the same CRM on both sides, or correct the CRM in the settings of the directory.';

const unnamed = (system: CrmSystem): string =>
  `Gong's calls carry objects of ${system}, but the directory names no CRM: they are ignored. ` +
  'Name the CRM in the settings of the directory, and compare its organisation id.';
