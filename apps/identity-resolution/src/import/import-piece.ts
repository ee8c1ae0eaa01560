import type { CustomField } from '@gong-timeline/contracts';
import type { CrmSystem } from '@gong-timeline/domain';
import type { Transaction } from '@gong-timeline/persistence';
import { ownersOfCrmIds } from '../store/crm-ids';
import { loadCustomFields, writeCustomFields } from '../store/custom-fields';
import { companyGsidsOf } from '../store/stored-entries';
import type { Rows } from './check-row';
import { CrmIdOwners } from './crm-id-owners';
import { CustomFieldTypes } from './custom-field-types';
import { IMPORT_KINDS, type ImportKind, type States } from './import-kinds';
import { type NumberedRow, type Plan, planRows } from './plan-rows';
import type { Rehearsal } from './rehearsal';

export interface Piece<R, S> {
  readonly tenantId: string;
  readonly crmSystem: CrmSystem | null;
  /** How the values of its custom fields are written. */
  readonly format: 'json' | 'text';
  readonly rows: readonly NumberedRow<R>[];
  /** Of a dry run, which writes nothing; null when it is to be written. */
  readonly rehearsal: Rehearsal<S> | null;
  newGsid(): string;
}

export interface Saved extends Omit<Plan<never>, 'changes'> {
  /** What calls that wait may have waited for. */
  readonly woken: readonly string[];
  /** The changed companies and the parents that they name; whether these come is known at the end of the file. */
  readonly children: readonly Child[];
}

export interface Child {
  readonly line: number;
  readonly externalId: string;
  readonly parentExternalId: string | null;
}

/** How a piece of a file goes into the directory: load what it touches, plan, save. */
export const importPiece = async <K extends keyof Rows>(
  tx: Transaction,
  kind: K,
  { tenantId, crmSystem, format, rows, rehearsal, newGsid }: Piece<Rows[K], States[K]>,
): Promise<Saved> => {
  const how = IMPORT_KINDS[kind] as ImportKind<Rows[K], States[K]>;
  const externalIds = distinct(rows.map(({ row }) => row.externalId.trim()));
  const companyIds = distinct(rows.flatMap(({ row }) => how.companiesOf(row)).map((id) => id.trim()));
  const crmIds = rows.flatMap(({ row }) => how.crmIdsOfRow(row));

  const owned = how.crmIds === null ? [] : await ownersOfCrmIds(tx, how.crmIds, tenantId, crmIds);
  const fields = (await loadCustomFields(tx, [tenantId])).get(tenantId) ?? [];
  const stored = await how.stored(tx, tenantId, externalIds);
  const types = new CustomFieldTypes(
    [...ofObject(fields, how.object), ...learnedBefore(rehearsal, how.object)],
    format,
  );
  const next = how.next({
    owners: new CrmIdOwners(crmSystem, rehearsal?.ownersOver(owned, crmIds) ?? owned),
    types,
    companies: companyIds.length === 0 ? new Map() : await companyGsidsOf(tx, tenantId, companyIds),
  });

  const { changes, ...plan } = planRows(rows, rehearsal?.over(stored, externalIds) ?? stored, next, newGsid);
  const children = changes.map(({ line, externalId, after }) => ({
    line,
    externalId,
    parentExternalId: how.parentOf(after),
  }));
  if (rehearsal !== null) {
    rehearsal.remember(changes, types.learned);
    return { ...plan, children, woken: [] };
  }
  if (changes.length === 0) return { ...plan, children, woken: [] };
  await writeCustomFields(tx, tenantId, how.object, types.learned);
  const woken = await how.save(tx, tenantId, changes);
  return { ...plan, children, woken: [...changes.flatMap((change) => how.wokenBy(change)), ...woken] };
};

const ofObject = (fields: readonly CustomField[], object: CustomField['object']): readonly CustomField[] =>
  fields.filter((field) => field.object === object);

const learnedBefore = (rehearsal: Pick<Rehearsal<never>, 'learned'> | null, object: CustomField['object']) =>
  [...(rehearsal?.learned ?? [])].map(([name, type]) => ({ object, name, type }));

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
