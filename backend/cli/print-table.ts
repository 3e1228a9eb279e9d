import { stripVTControlCharacters } from 'node:util';

/** Lines of a table whose columns are as wide as their widest cell; cells may carry colour. The last column is not padded. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  return all.map((row) => `${row.map((cell, column) => pad(cell, column === head.length - 1 ? 0 : (widths[column] ?? 0))).join('  ').trimEnd()}\n`).join('');
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - widthOf(cell)));
}

/** Cells hold names, digests and our own words: one column a character. */
function widthOf(cell: string): number {
  return Array.from(stripVTControlCharacters(cell)).length;
}
