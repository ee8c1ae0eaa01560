import { type Fault, isFault, type RowProblem } from './row-problem';

export interface NumberedRow<R> {
  readonly line: number;
  readonly row: R;
}

/** An entry as the directory has it. */
export interface Stored<S> {
  readonly gsid: string;
  readonly state: S;
}

/** What is to be written of one entry: from the state that the directory had to the one that the file leaves it in. */
export interface Change<S> {
  readonly externalId: string;
  readonly gsid: string;
  readonly line: number;
  readonly before: S | null;
  readonly after: S;
}

export interface Plan<S> {
  readonly changes: readonly Change<S>[];
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly problems: readonly RowProblem[];
}

/** The state that a row asks for. A field that it leaves out keeps its value. */
export type NextState<R, S> = (row: R, externalId: string, before: S | null) => S | Fault;

/**
 * What a piece of a file changes, row after row: as if each were imported alone, however the file is cut into pieces. An
 * equal row changes nothing; of an entry that comes twice the later row counts.
 */
export const planRows = <R extends { readonly externalId: string }, S extends { readonly customFields: CustomFields }>(
  rows: readonly NumberedRow<R>[],
  stored: ReadonlyMap<string, Stored<S>>,
  next: NextState<R, S>,
  newGsid: () => string,
): Plan<S> => {
  const changes = new Map<string, Change<S>>();
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const problems: RowProblem[] = [];
  for (const { line, row } of rows) {
    const externalId = row.externalId.trim();
    const known = stored.get(externalId);
    const earlier = changes.get(externalId);
    const before = earlier?.after ?? known?.state ?? null;
    const after = next(row, externalId, before);
    if (isFault(after)) {
      problems.push({ line, ...after });
      continue;
    }
    if (before !== null && isSame(before, after)) {
      counts.unchanged += 1;
      continue;
    }
    counts[before === null ? 'created' : 'updated'] += 1;
    const gsid = known?.gsid ?? earlier?.gsid ?? newGsid();
    changes.set(externalId, { externalId, gsid, line, before: known?.state ?? null, after });
  }
  return { changes: [...changes.values()], ...counts, problems };
};

export type CustomFields = Readonly<Record<string, string | number | boolean | null>>;

/** The order of custom fields does not count, and the database keeps none. */
const isSame = <S extends { readonly customFields: CustomFields }>(a: S, b: S): boolean =>
  canonical(a) === canonical(b);

const canonical = <S extends { readonly customFields: CustomFields }>(state: S): string =>
  JSON.stringify([state, Object.entries(state.customFields).sort(([a], [b]) => (a < b ? -1 : 1))], (key, value) =>
    key === 'customFields' ? undefined : value,
  );
