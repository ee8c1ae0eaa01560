/** RFC 4180: quoted where it must be, and where blanks could get lost. Always ends its line. */
export const writeRecord = (cells: readonly string[], delimiter: string): string =>
  `${cells.map((cell) => writeCell(cell, delimiter)).join(delimiter)}\r\n`;

const writeCell = (cell: string, delimiter: string): string =>
  /["\r\n]|^\s|\s$/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
