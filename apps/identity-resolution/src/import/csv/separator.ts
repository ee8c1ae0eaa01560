import type { Rows } from '../check-row';
import { columnNamed } from './columns';
import { parseCells } from './parse-cells';

export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const;

/** The separator under which a header names most columns that are known; then most columns; then the comma. */
export const separatorOf = (
  kind: keyof Rows,
  header: string,
  mapping: Readonly<Record<string, string | null>>,
): string => {
  const scored = Object.values(SEPARATORS).map((separator) => {
    const cells = parseCells(header, separator);
    if (typeof cells === 'string') return { separator, known: 0, cells: 0 };
    const known = cells.filter(
      (cell) => Object.hasOwn(mapping, cell.trim()) || columnNamed(kind, cell.trim()) !== null,
    ).length;
    return { separator, known, cells: cells.length };
  });
  const [best] = scored.sort((a, b) => b.known - a.known || b.cells - a.cells);
  return best?.separator ?? SEPARATORS.comma;
};
