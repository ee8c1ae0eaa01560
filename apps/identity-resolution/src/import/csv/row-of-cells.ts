import { readValue } from '../../directory/field-value';
import { type Column, CUSTOM_FIELD_PREFIX } from './columns';

export type EmptyCells = 'clear' | 'keep';

const LISTS: ReadonlySet<string> = new Set([
  'crmAccountIds',
  'domains',
  'emails',
  'crmContactIds',
  'companyExternalIds',
]);

/**
 * The cells of a record as the object that a JSON line would have held. An empty cell empties its field, or leaves it as
 * it is, as the sender wishes; what a row cannot do without stays empty, and is refused later.
 */
export const rowOfCells = (
  columns: readonly Column[],
  cells: readonly string[],
  emptyCells: EmptyCells,
): Record<string, unknown> => {
  const row: Record<string, unknown> = {};
  const customFields: Record<string, string | null> = {};
  for (const [index, column] of columns.entries()) {
    if (column === null) continue;
    const cell = cells[index] ?? '';
    const empty = cell.trim() === '';
    if (column.startsWith(CUSTOM_FIELD_PREFIX)) {
      const name = column.slice(CUSTOM_FIELD_PREFIX.length);
      if (!empty) customFields[name] = cell;
      else if (emptyCells === 'clear') customFields[name] = null;
    } else if (LISTS.has(column)) {
      if (!empty || emptyCells === 'clear') row[column] = listOf(cell);
    } else if (column === 'parentExternalId') {
      if (!empty || emptyCells === 'clear') row[column] = empty ? null : cell;
    } else if (column === 'active') {
      // Nobody is neither active nor not: an empty cell leaves it as it is. Other text is refused later, by its name.
      if (!empty) row[column] = readValue('boolean', cell) ?? cell;
    } else {
      row[column] = column === 'licence' ? cell.trim() : cell;
    }
  }
  if (Object.keys(customFields).length > 0) row.customFields = customFields;
  return row;
};

const listOf = (cell: string): string[] =>
  cell
    .split(';')
    .map((text) => text.trim())
    .filter((text) => text !== '');
